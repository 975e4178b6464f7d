package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a type beyond its days: how many events ever, the first, the latest few, and the
 * latest value. None of it expires: "180 days since we met the sponsor" must outlive any horizon.
 */
final class TypeSummary {

    /** How many of the latest events are kept by id, to show what moved a measure. */
    static final int RECENT_MAX = 3;

    private static final int VERSION = 1;

    private long total;
    private long firstAt = Long.MAX_VALUE;
    private final List<EventRef> recent = new ArrayList<>(RECENT_MAX + 1);
    private @Nullable LatestValue latestValue;

    /** A value and the event that told it. */
    record LatestValue(EventRef event, long millionths) {}

    static TypeSummary decode(byte[] bytes) {
        var summary = new TypeSummary();
        var in = new ByteReader(bytes, VERSION);
        summary.total = in.unsigned();
        summary.firstAt = in.signed();
        int recent = in.count(RECENT_MAX);
        for (int i = 0; i < recent; i++) {
            summary.recent.add(EventRef.read(in));
        }
        if (in.count(1) == 1) {
            summary.latestValue = new LatestValue(EventRef.read(in), in.signed());
        }
        in.end();
        return summary;
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        out.unsigned(total);
        out.signed(firstAt);
        out.unsigned(recent.size());
        recent.forEach(event -> event.write(out));
        out.unsigned(latestValue == null ? 0 : 1);
        if (latestValue != null) {
            latestValue.event().write(out);
            out.signed(latestValue.millionths());
        }
        return out.bytes();
    }

    void add(EventRef event) {
        total++;
        firstAt = Math.min(firstAt, event.at());
        int at = Collections.binarySearch(recent, event, Collections.reverseOrder());
        int place = at < 0 ? -at - 1 : at;
        if (place < RECENT_MAX) {
            recent.add(place, event);
            if (recent.size() > RECENT_MAX) {
                recent.removeLast();
            }
        }
    }

    void addValue(EventRef event, long millionths) {
        if (latestValue == null || event.compareTo(latestValue.event()) >= 0) {
            latestValue = new LatestValue(event, millionths);
        }
    }

    /** What the others do not know is from before the log begins, and stays. */
    void takeBack(EventRef event, @Nullable TypeSummary others) {
        total--;
        if (firstAt == event.at() && others != null) {
            firstAt = others.firstAt;
        }
        List<EventRef> older = new ArrayList<>(recent);
        recent.clear();
        if (others != null) {
            recent.addAll(others.recent);
            older.removeAll(others.recent);
        }
        older.removeIf(event::equals);
        recent.addAll(older);
        recent.sort(Collections.reverseOrder());
        while (recent.size() > RECENT_MAX) {
            recent.removeLast();
        }
        if (latestValue != null && latestValue.event().equals(event)) {
            latestValue = others == null ? null : others.latestValue;
        }
    }

    long total() {
        return total;
    }

    long firstAt() {
        return firstAt;
    }

    /** The latest events, the newest first. */
    List<EventRef> recent() {
        return List.copyOf(recent);
    }

    Optional<LatestValue> latestValue() {
        return Optional.ofNullable(latestValue);
    }
}
