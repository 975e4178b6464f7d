package io.keepwell.scoring.application;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rising offsets as bytes: the first is kept beside them, each further one as its distance to the
 * one before, an unsigned LEB128 number. Neighbours cost a byte each.
 */
public final class Offsets {

    private static final int BITS = 7;
    private static final int MASK = 0x7f;
    private static final int MORE = 0x80;

    private Offsets() {}

    /**
     * Writes the distances.
     *
     * @param rising one or more offsets, each greater than the one before, from 0
     * @return the distances between neighbours; empty for a single offset
     * @throws IllegalArgumentException when the offsets do not rise
     */
    public static byte[] encode(List<Long> rising) {
        if (rising.isEmpty() || rising.getFirst() < 0) {
            throw new IllegalArgumentException(
                    "offsets must be one or more from 0 on, were " + rising);
        }
        var out = new ByteArrayOutputStream(rising.size());
        long before = rising.getFirst();
        for (long offset : rising.subList(1, rising.size())) {
            if (offset <= before) {
                throw new IllegalArgumentException(
                        "offsets must rise, but %d follows %d".formatted(offset, before));
            }
            write(out, offset - before);
            before = offset;
        }
        return out.toByteArray();
    }

    /**
     * Reads the offsets back.
     *
     * @param first the first offset
     * @param distances as {@link #encode} gave them
     * @return the offsets, rising
     * @throws IllegalArgumentException when the bytes break off or hold what is no distance
     */
    public static List<Long> decode(long first, byte[] distances) {
        var offsets = new ArrayList<Long>();
        offsets.add(first);
        long last = first;
        long distance = 0;
        int shift = 0;
        for (byte part : distances) {
            if (shift >= Long.SIZE - 1) {
                throw new IllegalArgumentException("a distance between offsets is too long");
            }
            distance |= (long) (part & MASK) << shift;
            if ((part & MORE) != 0) {
                shift += BITS;
                continue;
            }
            if (distance <= 0) {
                throw new IllegalArgumentException(
                        "a distance between offsets must be 1 or more, was " + distance);
            }
            last = Math.addExact(last, distance);
            offsets.add(last);
            distance = 0;
            shift = 0;
        }
        if (shift != 0) {
            throw new IllegalArgumentException("the distances between offsets break off");
        }
        return List.copyOf(offsets);
    }

    private static void write(ByteArrayOutputStream out, long distance) {
        long left = distance;
        while (left > MASK) {
            out.write((int) (left & MASK) | MORE);
            left >>>= BITS;
        }
        out.write((int) left);
    }
}
