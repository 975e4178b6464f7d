package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;

/**
 * An activity set seen from far: how many members were active on each day, and how many were last
 * active on each day. From the two follow daily and window counts that reach to the present,
 * without a look at the members; so a set of 100,000 costs no more to score than one of ten.
 */
final class SetSummary {

    private static final int VERSION = 1;

    private int head = Integer.MIN_VALUE;
    private int members;
    private int slots = 1;
    private int level;
    private final int[] active = new int[Days.ACTIVITY];
    private final int[] lastActive = new int[Days.ACTIVITY];

    static SetSummary decode(byte[] bytes) {
        var summary = new SetSummary();
        var in = new ByteReader(bytes, VERSION);
        summary.head = (int) in.signed();
        summary.members = in.count(Integer.MAX_VALUE);
        summary.slots = in.count(Integer.MAX_VALUE);
        summary.level = in.count(Long.SIZE - 1);
        for (int back = 0; back < Days.ACTIVITY; back++) {
            summary.active[back] = in.count(Integer.MAX_VALUE);
            summary.lastActive[back] = in.count(Integer.MAX_VALUE);
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
            out.unsigned(active[back]);
            out.unsigned(lastActive[back]);
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
        shift(active, by);
        shift(lastActive, by);
    }

    /**
     * Counts a new mark on a day of the window; {@code before} is when the member was last active.
     */
    void count(int day, int before) {
        active[head - day]++;
        if (before == MemberChunk.NEVER) {
            members++;
            lastActive[head - day]++;
        } else if (day > before) {
            lastActive[head - before]--;
            lastActive[head - day]++;
        }
    }

    /** Begins to count anew, after members were dropped. */
    void clear() {
        members = 0;
        java.util.Arrays.fill(active, 0);
        java.util.Arrays.fill(lastActive, 0);
    }

    int activeOn(int day) {
        long back = (long) head - day;
        return back < 0 || back >= Days.ACTIVITY ? 0 : active[(int) back];
    }

    /** How many members were last active on this day or a later one. */
    int activeSince(int day) {
        int sum = 0;
        long oldest = Math.min((long) head - day, Days.ACTIVITY - 1L);
        for (int back = 0; back <= oldest; back++) {
            sum += lastActive[back];
        }
        return sum;
    }

    private static void shift(int[] days, long by) {
        for (int back = days.length - 1; back >= 0; back--) {
            days[back] = back >= by ? days[(int) (back - by)] : 0;
        }
    }
}
