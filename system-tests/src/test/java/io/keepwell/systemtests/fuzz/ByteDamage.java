package io.keepwell.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Damages bytes without knowing what they mean. */
final class ByteDamage {

    private static final byte[] SYNTAX =
            "{}[]\",:\\/<>&;='0123456789eE+-.\n\r\t ".getBytes(StandardCharsets.US_ASCII);

    private ByteDamage() {}

    /**
     * Damages some bytes.
     *
     * @param other where pieces of something else come from
     * @return never the same bytes
     */
    static byte[] of(byte[] bytes, byte[] other, Chance chance) {
        byte[] damaged = bytes;
        int times = 1 + (chance.oneIn(3) ? chance.below(4) : 0);
        for (int time = 0; time < times; time++) {
            damaged = once(damaged, other, chance);
        }
        return Arrays.equals(damaged, bytes)
                ? new Bytes().add(bytes).add("\u0000").toArray()
                : damaged;
    }

    private static byte[] once(byte[] bytes, byte[] other, Chance chance) {
        if (bytes.length == 0) {
            return chance.bytes(1 + chance.below(8));
        }
        int from = chance.below(bytes.length);
        int to = from + 1 + chance.below(Math.min(bytes.length - from, chance.oneIn(2) ? 4 : 400));
        return switch (chance.below(9)) {
            case 0, 1 -> Arrays.copyOf(bytes, from);
            case 2 -> set(bytes, from, (byte) (bytes[from] ^ (1 << chance.below(8))));
            case 3 -> set(bytes, from, chance.bytes(1)[0]);
            case 4 -> set(bytes, from, SYNTAX[chance.below(SYNTAX.length)]);
            case 5 -> spliced(bytes, from, to, new byte[0]);
            case 6 -> spliced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
            case 7 -> spliced(bytes, from, from, inserted(chance));
            default -> crossed(bytes, from, other, chance);
        };
    }

    private static byte[] inserted(Chance chance) {
        return switch (chance.below(4)) {
            case 0 -> chance.bytes(1 + chance.below(16));
            case 1 -> Nasty.noText(chance);
            case 2 -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            default -> Nasty.value(chance);
        };
    }

    private static byte[] crossed(byte[] bytes, int at, byte[] other, Chance chance) {
        int from = chance.below(other.length + 1);
        return new Bytes().add(bytes, 0, at).add(other, from, other.length).toArray();
    }

    private static byte[] set(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        return new Bytes().add(bytes, 0, from).add(between).add(bytes, to, bytes.length).toArray();
    }
}
