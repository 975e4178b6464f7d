package io.keepwell.systemtests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;

/** Bodies in gzip, and in what only says so. */
final class Packing {

    /** Each limit of a body and one beyond it, and what unpacks to very much more. */
    private static final List<Integer> BOMBS =
            List.of(4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 16 * 1024 * 1024, 64 * 1024 * 1024);

    private static final List<BiFunction<byte[], Chance, byte[]>> DAMAGES =
            List.of(
                    (packed, chance) -> Arrays.copyOf(packed, chance.below(packed.length)),
                    (packed, chance) -> ByteDamage.of(packed, packed, chance),
                    (packed, chance) ->
                            new Bytes()
                                    .add(packed)
                                    .add(chance.bytes(1 + chance.below(20)))
                                    .toArray(),
                    (packed, _) -> new Bytes().add(packed).add(packed).toArray(),
                    (packed, _) -> gzip(packed),
                    (packed, chance) -> set(packed, 2, chance.bytes(1)[0]),
                    (packed, chance) -> set(packed, 3, chance.bytes(1)[0]),
                    (packed, chance) ->
                            set(packed, packed.length - 1 - chance.below(8), chance.bytes(1)[0]),
                    (packed, chance) -> chance.bytes(packed.length));

    private Packing() {}

    static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Gzip that is none, or not all, or too much of it. */
    static byte[] broken(byte[] body, Chance chance) {
        return chance.of(DAMAGES).apply(gzip(body), chance);
    }

    /** Few bytes that unpack to many. */
    static byte[] bomb(Chance chance) {
        byte[] blanks = new byte[chance.of(BOMBS)];
        Arrays.fill(blanks, (byte) (chance.oneIn(2) ? ' ' : '['));
        return gzip(blanks);
    }

    private static byte[] set(byte[] packed, int at, byte value) {
        byte[] changed = packed.clone();
        changed[at] = value;
        return changed;
    }
}
