package io.keepwell.scoring.application;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Offsets as the event index keeps them: the first as a number, then the difference from each to
 * the next, seven bits a byte.
 */
public final class Offsets {

    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private Offsets() {}

    /**
     * Writes offsets.
     *
     * @param offsets in ascending order, one or more
     * @return the differences between neighbours; empty for a single one
     */
    public static byte[] encode(List<Long> offsets) {
        var out = new ByteArrayOutputStream(offsets.size() * 2);
        for (int at = 1; at < offsets.size(); at++) {
            long gap = offsets.get(at) - offsets.get(at - 1);
            if (gap <= 0) {
                throw new IllegalArgumentException("offsets must go up: " + offsets);
            }
            while (gap >= MORE) {
                out.write((int) (gap & (MORE - 1)) | MORE);
                gap >>>= BITS;
            }
            out.write((int) gap);
        }
        return out.toByteArray();
    }

    /**
     * Reads offsets.
     *
     * @param first the first of them
     * @param gaps as {@link #encode} wrote them
     * @return in ascending order
     */
    public static List<Long> decode(long first, byte[] gaps) {
        var offsets = new ArrayList<Long>();
        offsets.add(first);
        long offset = first;
        int at = 0;
        while (at < gaps.length) {
            long gap = 0;
            int shift = 0;
            byte next;
            do {
                next = gaps[at++];
                gap |= (long) (next & (MORE - 1)) << shift;
                shift += BITS;
            } while (next < 0 && at < gaps.length);
            offset += gap;
            offsets.add(offset);
        }
        return offsets;
    }
}
