package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Arrays;

/**
 * An activity set seen from far: how many members were active on each day, and how many were last
 * active on each day. From the two follow daily and window counts that reach to the present,
 * without a look at the members; so a set of 100,000 costs no more to score than one of ten.
 */
final class SetSummary {

    private static final int VERSION = 1;
    private static final int SHORT = 8;

    private int head = Integer.MIN_VALUE;
    private int members;
    private int slots = 1;
    private int level;

    /** By days back from the head; as long as the oldest day needs that is not 0. */
    private int[] active = new int[SHORT];

    private int[] lastActive = new int[SHORT];

    static SetSummary decode(byte[] bytes) {
        var summary = new SetSummary();
        var in = new ByteReader(bytes, VERSION);
        summary.head = (int) in.signed();
        summary.members = in.count(Integer.MAX_VALUE);
        summary.slots = in.count(Integer.MAX_VALUE);
        summary.level = in.count(Long.SIZE - 1);
        for (int back = 0; back < Days.ACTIVITY; back++) {
            summary.active = added(summary.active, back, in.count(Integer.MAX_VALUE));
            summary.lastActive = added(summary.lastActive, back, in.count(Integer.MAX_VALUE));
        }
        in.end();
        return summary;
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        out.signed(head);
        out.unsigned(members);
        out.unsigned(slots);
        out.unsigned(level);
        for (int back = 0; back < Days.ACTIVITY; back++) {
            out.unsigned(at(active, back));
            out.unsigned(at(lastActive, back));
        }
        return out.bytes();
    }

    /** The latest day marked. */
    int head() {
        return head;
    }

    /** How many members the chunks hold. */
    int members() {
        return members;
    }

    /** Over how many chunks they are spread. */
    int slots() {
        return slots;
    }

    /** Only one in 2^level members is kept; see {@link ActivitySet}. */
    int level() {
        return level;
    }

    void addSlot() {
        slots++;
    }

    void raiseLevel() {
        level++;
    }

    void remove(int forgotten) {
        members -= forgotten;
    }

    void advance(int day) {
        if (day <= head) {
            return;
        }
        long by = (long) day - head;
        head = day;
        active = shifted(active, by);
        lastActive = shifted(lastActive, by);
    }

    /**
     * Counts a new mark on a day of the window; {@code before} is when the member was last active.
     */
    void count(int day, int before) {
        active = added(active, head - day, 1);
        if (before == MemberChunk.NEVER) {
            members++;
            lastActive = added(lastActive, head - day, 1);
        } else if (day > before) {
            lastActive = added(added(lastActive, head - before, -1), head - day, 1);
        }
    }

    /** Begins to count anew, after members were dropped. */
    void clear() {
        members = 0;
        active = new int[SHORT];
        lastActive = new int[SHORT];
    }

    int activeOn(int day) {
        long back = (long) head - day;
        return back < 0 || back >= Days.ACTIVITY ? 0 : at(active, (int) back);
    }

    /** How many members were last active on this day or a later one. */
    int activeSince(int day) {
        int sum = 0;
        long oldest = Math.min((long) head - day, lastActive.length - 1L);
        for (int back = 0; back <= oldest; back++) {
            sum += lastActive[back];
        }
        return sum;
    }

    private static int at(int[] days, int back) {
        return back < days.length ? days[back] : 0;
    }

    private static int[] added(int[] days, int back, int more) {
        if (more == 0) {
            return days;
        }
        int[] all =
                back < days.length
                        ? days
                        : Arrays.copyOf(days, Math.max(SHORT, Integer.highestOneBit(back) * 2));
        all[back] += more;
        return all;
    }

    /** The same days from a later head; those beyond the window are forgotten. */
    private static int[] shifted(int[] days, long by) {
        int[] shifted = new int[SHORT];
        for (int back = 0; back < days.length && back + by < Days.ACTIVITY; back++) {
            shifted = added(shifted, (int) (back + by), days[back]);
        }
        return shifted;
    }
}
