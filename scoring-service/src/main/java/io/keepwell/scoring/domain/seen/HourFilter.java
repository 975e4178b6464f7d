package io.keepwell.scoring.domain.seen;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells of a hash that it was surely not seen in an hour, or that it may have been. A chain of
 * Bloom filters, each eight times as large as the one before, so that a quiet hour costs next to
 * nothing and a busy one has few of them: their errors add up.
 */
final class HourFilter {

    /**
     * With five probes: one in fifty of the hashes that were not seen is taken for one that was.
     */
    private static final int BITS_A_HASH = 8;

    private static final int PROBES = 5;
    private static final int FIRST_CAPACITY = 512;
    private static final int GROWTH_BITS = 3;
    private static final int LARGEST_BITS = 15;

    private final List<Segment> segments = new ArrayList<>();

    void add(EventHash hash) {
        if (segments.isEmpty() || segments.getLast().isFull()) {
            segments.add(
                    new Segment(
                            FIRST_CAPACITY
                                    << Math.min(GROWTH_BITS * segments.size(), LARGEST_BITS)));
        }
        segments.getLast().add(hash);
    }

    boolean mayContain(EventHash hash) {
        for (Segment segment : segments) {
            if (segment.mayContain(hash)) {
                return true;
            }
        }
        return false;
    }

    long bytes() {
        return segments.stream().mapToLong(segment -> segment.bits.length * 8L).sum();
    }

    private static final class Segment {

        private final long[] bits;
        private int free;

        Segment(int capacity) {
            bits = new long[capacity * BITS_A_HASH / Long.SIZE];
            free = capacity;
        }

        boolean isFull() {
            return free == 0;
        }

        void add(EventHash hash) {
            for (int probe = 0; probe < PROBES; probe++) {
                long bit = bit(hash, probe);
                bits[(int) (bit >>> 6)] |= 1L << bit;
            }
            free--;
        }

        boolean mayContain(EventHash hash) {
            for (int probe = 0; probe < PROBES; probe++) {
                long bit = bit(hash, probe);
                if ((bits[(int) (bit >>> 6)] & (1L << bit)) == 0) {
                    return false;
                }
            }
            return true;
        }

        private long bit(EventHash hash, int probe) {
            return (hash.high() + probe * hash.low()) & (bits.length * (long) Long.SIZE - 1);
        }
    }
}
