package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which events were taken back, by which, and whether they were there: in one row, which only
 * accounts have of which one was. An event is known by 64 bits of a hash, so that one that has not
 * come yet can be among them; of several events that take the same one back the earliest is kept,
 * so that their order does not matter.
 */
final class WithdrawnRow {

    /** Told of none whether it was there. */
    private static final int FIRST_VERSION = 1;

    private static final int VERSION = 2;

    private final TreeMap<Long, Withdrawn> withdrawn = new TreeMap<>();

    /**
     * What is known of one.
     *
     * @param by the earliest event that took it back
     * @param isMet whether it was there, or came since
     */
    private record Withdrawn(EventRef by, boolean isMet) {

        Withdrawn or(Withdrawn other) {
            return new Withdrawn(by.compareTo(other.by) <= 0 ? by : other.by, isMet || other.isMet);
        }
    }

    void decode(byte[] bytes) {
        var in = new ByteReader(bytes, FIRST_VERSION, VERSION);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            long hash = in.signed();
            EventRef by = EventRef.read(in);
            // Nobody is told of something that it was not there who cannot know.
            boolean isMet = in.version() == FIRST_VERSION || in.count(1) == 1;
            withdrawn.put(hash, new Withdrawn(by, isMet));
        }
        in.end();
    }

    byte[] encode() {
        // As the first release reads it, wherever that says the same.
        int version =
                withdrawn.values().stream().allMatch(Withdrawn::isMet) ? FIRST_VERSION : VERSION;
        var out = new ByteWriter(version);
        out.unsigned(withdrawn.size());
        withdrawn.forEach((hash, it) -> {
            out.signed(hash);
            it.by().write(out);
            if (version != FIRST_VERSION) {
                out.unsigned(it.isMet() ? 1 : 0);
            }
        });
        return out.bytes();
    }

    void add(Withdrawal withdrawal) {
        withdrawn.merge(withdrawal.hash(), new Withdrawn(withdrawal.by(), false), Withdrawn::or);
    }

    void addAll(WithdrawnRow other) {
        withdrawn.putAll(other.withdrawn);
    }

    /** Notes that one of them is or was there; tells whether that is news. */
    boolean meet(long hash) {
        Withdrawn known = withdrawn.get(hash);
        if (known == null || known.isMet()) {
            return false;
        }
        withdrawn.put(hash, new Withdrawn(known.by(), true));
        return true;
    }

    int size() {
        return withdrawn.size();
    }

    boolean isEmpty() {
        return withdrawn.isEmpty();
    }

    boolean isMet(long hash) {
        Withdrawn known = withdrawn.get(hash);
        return known != null && known.isMet();
    }

    Optional<EventRef> by(long hash) {
        return Optional.ofNullable(withdrawn.get(hash)).map(Withdrawn::by);
    }
}
