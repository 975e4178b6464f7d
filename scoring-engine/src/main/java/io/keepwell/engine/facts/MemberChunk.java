package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import java.util.Arrays;

/**
 * Some members of an activity set, each with a bitmap of the days on which it was active: bit k of
 * {@code near} is k days before the head day, bit k of {@code far} is 64 + k days before it.
 * Members stand in the order of their hashes, so that the same members are the same bytes.
 */
final class MemberChunk {

    /** A member that was never active, as far as the bitmaps reach. */
    static final int NEVER = Integer.MIN_VALUE;

    private static final int VERSION = 1;
    private static final int MEMBERS_MAX = 1 << 20;

    private int head;
    private int size;
    private long[] hashes = new long[8];
    private long[] near = new long[8];
    private long[] far = new long[8];

    MemberChunk(int head) {
        this.head = head;
    }

    static MemberChunk decode(byte[] bytes) {
        var in = new ByteReader(bytes, VERSION);
        var chunk = new MemberChunk((int) in.signed());
        chunk.size = in.count(MEMBERS_MAX);
        chunk.hashes = new long[Math.max(8, chunk.size)];
        chunk.near = new long[chunk.hashes.length];
        chunk.far = new long[chunk.hashes.length];
        for (int i = 0; i < chunk.size; i++) {
            chunk.hashes[i] = in.fixed();
            chunk.near[i] = in.fixed();
            chunk.far[i] = in.fixed();
        }
        in.end();
        return chunk;
    }

    byte[] encode() {
        // Counted from the members' own latest day, so that it does not matter when they were
        // written.
        int latest = latestDay();
        int back = size == 0 ? 0 : head - latest;
        var out = new ByteWriter(VERSION);
        out.signed(latest);
        out.unsigned(size);
        for (int i = 0; i < size; i++) {
            out.fixed(hashes[i]);
            out.fixed(nearSeenFrom(back, near[i], far[i]));
            out.fixed(back < Long.SIZE ? far[i] >>> back : 0);
        }
        return out.bytes();
    }

    int size() {
        return size;
    }

    int head() {
        return head;
    }

    long hash(int member) {
        return hashes[member];
    }

    /**
     * Moves the head to a later day and forgets members whose days have all gone by.
     *
     * @return how many members were forgotten
     */
    int advance(int day) {
        if (day <= head) {
            return 0;
        }
        int by = day - head;
        head = day;
        int before = size;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long nearThen = shifted(near[i], by);
            long farThen = shifted(far[i], by) | overflown(near[i], by);
            if ((nearThen | farThen) != 0) {
                hashes[kept] = hashes[i];
                near[kept] = nearThen;
                far[kept++] = farThen;
            }
        }
        size = kept;
        return before - kept;
    }

    /** The latest day on which a member was active, or {@link #NEVER}. */
    int lastActive(long hash) {
        int at = find(hash);
        return at < 0 ? NEVER : lastActiveAt(at);
    }

    int lastActiveAt(int member) {
        return near[member] != 0
                ? head - Long.numberOfTrailingZeros(near[member])
                : head - Long.SIZE - Long.numberOfTrailingZeros(far[member]);
    }

    /**
     * Marks a member active on a day, which must be the head or up to 127 days before it.
     *
     * @return whether it was not marked on that day before
     */
    boolean mark(long hash, int day) {
        int at = find(hash);
        if (at < 0) {
            at = insert(-at - 1, hash);
        }
        int back = head - day;
        long bit = 1L << back;
        long[] words = back < Long.SIZE ? near : far;
        boolean isNew = (words[at] & bit) == 0;
        words[at] |= bit;
        return isNew;
    }

    /** Whether a member was active between two days, both included. */
    boolean isActive(int member, int from, int to) {
        return (near[member] & mask(head - to, head - from)) != 0
                || (far[member] & mask(head - to - Long.SIZE, head - from - Long.SIZE)) != 0;
    }

    /** Takes a member's whole bitmap out of another chunk with the same head. */
    void take(MemberChunk other, int member) {
        int at = insert(-find(other.hashes[member]) - 1, other.hashes[member]);
        near[at] = other.near[member];
        far[at] = other.far[member];
    }

    private int latestDay() {
        int latest = size == 0 ? 0 : Integer.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, lastActiveAt(i));
        }
        return latest;
    }

    private int find(long hash) {
        return Arrays.binarySearch(hashes, 0, size, hash);
    }

    private int insert(int at, long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            near = Arrays.copyOf(near, size * 2);
            far = Arrays.copyOf(far, size * 2);
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        System.arraycopy(near, at, near, at + 1, size - at);
        System.arraycopy(far, at, far, at + 1, size - at);
        hashes[at] = hash;
        near[at] = 0;
        far[at] = 0;
        size++;
        return at;
    }

    /** The bits of a word that stay in it when it moves by so many days. */
    private static long shifted(long word, int by) {
        return by >= Long.SIZE ? 0 : word << by;
    }

    /** The bits of the near word that move into the far one. */
    private static long overflown(long word, int by) {
        if (by >= 2 * Long.SIZE) {
            return 0;
        }
        return by >= Long.SIZE ? word << (by - Long.SIZE) : word >>> (Long.SIZE - by);
    }

    /** The near word as it is when the head lies so many days, 0 to 127, further back. */
    private static long nearSeenFrom(int back, long near, long far) {
        if (back == 0) {
            return near;
        }
        return back < Long.SIZE
                ? near >>> back | far << (Long.SIZE - back)
                : far >>> (back - Long.SIZE);
    }

    /** Bits from {@code low} to {@code high}, both included, cut to the word. */
    private static long mask(int low, int high) {
        int first = Math.max(low, 0);
        int last = Math.min(high, Long.SIZE - 1);
        return first > last ? 0 : (-1L >>> (Long.SIZE - 1 - last + first)) << first;
    }
}
