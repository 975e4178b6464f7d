package io.keepwell.systemtests.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** What happens by chance to one request: the same for the same seed and number. */
final class Chance {

    /** Far from SplittableRandom's own step, so that neighbours do not repeat each other. */
    private static final long STEP = 0xD1342543DE82EF95L;

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed, long number) {
        return new Chance(new SplittableRandom(seed + number * STEP));
    }

    /** From 0 to below the end. */
    int below(int end) {
        return random.nextInt(end);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
