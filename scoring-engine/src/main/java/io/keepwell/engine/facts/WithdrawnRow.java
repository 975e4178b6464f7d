package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which events were taken back, and by which: in one row, which only accounts have of which one
 * was. An event is known by 64 bits of a hash, so that one that has not come yet can be among them;
 * of several events that take the same one back the earliest is kept, so that their order does not
 * matter.
 */
final class WithdrawnRow {

    private static final int VERSION = 1;

    private final TreeMap<Long, EventRef> withdrawn = new TreeMap<>();

    void decode(byte[] bytes) {
        var in = new ByteReader(bytes, VERSION);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            withdrawn.put(in.signed(), EventRef.read(in));
        }
        in.end();
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        out.unsigned(withdrawn.size());
        withdrawn.forEach((hash, by) -> {
            out.signed(hash);
            by.write(out);
        });
        return out.bytes();
    }

    void add(Withdrawal withdrawal) {
        withdrawn.merge(
                withdrawal.hash(),
                withdrawal.by(),
                (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    void addAll(WithdrawnRow other) {
        withdrawn.putAll(other.withdrawn);
    }

    int size() {
        return withdrawn.size();
    }

    boolean isEmpty() {
        return withdrawn.isEmpty();
    }

    Optional<EventRef> by(long hash) {
        return Optional.ofNullable(withdrawn.get(hash));
    }
}
