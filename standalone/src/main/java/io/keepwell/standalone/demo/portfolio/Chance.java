package io.keepwell.standalone.demo.portfolio;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Chance that is the same every time: it hangs on numbers, not on what was asked before. */
final class Chance {

    private static final RandomGeneratorFactory<RandomGenerator> KIND =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double TWO_TO_53 = 1L << 53;

    private Chance() {}

    static RandomGenerator of(long... numbers) {
        return KIND.create(mixed(numbers));
    }

    /** A number of [0, 1). */
    static double fraction(long... numbers) {
        return (mixed(numbers) >>> 11) / TWO_TO_53;
    }

    /**
     * Whether the so-manieth of a row of cases is one of a share: any row of neighbours has very
     * nearly that share, so that a short window is no matter of luck.
     */
    static boolean isOneOf(double share, long which, double phase) {
        double at = which * GOLDEN + phase;
        return at - Math.floor(at) < share;
    }

    private static long mixed(long... numbers) {
        long mixed = ODD;
        for (long number : numbers) {
            mixed = (mixed ^ number) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 29;
            mixed *= 0x94D049BB133111EBL;
            mixed ^= mixed >>> 32;
        }
        return mixed;
    }
}
