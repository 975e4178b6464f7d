package io.keepwell.engine.score;

import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** How a card's weights spread over those of its measures that have a score. */
final class Weights {

    /** What all shares add up to. */
    static final long WHOLE = 10_000_000_000L;

    private static final MathContext EXACT = MathContext.DECIMAL128;
    private static final int SCALE = 6;
    private static final int SHARE_SCALE = 10;
    private static final long BEST_MILLIONTHS = 100_000_000;
    private static final long SHARES_A_MILLIONTH = WHOLE / BEST_MILLIONTHS;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<BigDecimal> written;
    private final long[] shares;
    private final long[] effective;
    private final BigDecimal[] effectiveWeights;
    private final BigDecimal coverage;

    private Weights(
            List<BigDecimal> written, long[] shares, long[] effective, BigDecimal coverage) {
        this.written = written;
        this.shares = shares;
        this.effective = effective;
        this.effectiveWeights =
                Arrays.stream(effective).mapToObj(Scorer::decimal).toArray(BigDecimal[]::new);
        this.coverage = coverage;
    }

    static Weights of(List<Scorer.Weighed> measures, BitSet scored, BitSet known) {
        int count = measures.size();
        var written = new ArrayList<BigDecimal>(count);
        var spread = new BigDecimal[count];
        BigDecimal coverage = BigDecimal.ZERO;
        BitSet held = held(measures, scored);
        BigDecimal whole = sumOfDimensions(measures, all(count), all(count));
        BigDecimal counted = sumOfDimensions(measures, scored, held);
        for (int at = 0; at < count; at++) {
            Scorer.Weighed it = measures.get(at);
            BigDecimal product = it.dimension().weight().multiply(it.measure().weight());
            BigDecimal share = part(product, whole.multiply(sumWithin(measures, it, all(count))));
            written.add(share.multiply(HUNDRED).setScale(SCALE, RoundingMode.HALF_UP));
            spread[at] =
                    scored.get(at)
                            ? part(product, counted.multiply(sumWithin(measures, it, held)))
                            : BigDecimal.ZERO;
            if (known.get(at)) {
                coverage = coverage.add(share);
            }
        }
        long[] shares = shares(spread);
        return new Weights(
                List.copyOf(written),
                shares,
                effective(shares),
                coverage.setScale(SCALE, RoundingMode.HALF_UP));
    }

    /** The weights as written, and nothing of them in effect. */
    Weights withoutEffect() {
        return new Weights(written, new long[shares.length], new long[shares.length], coverage);
    }

    /** A measure's share after spreading; all add up to {@link #WHOLE}. */
    long share(int at) {
        return shares[at];
    }

    /** The same in millionths of a hundredth; all add up to 100. Not to be changed. */
    long[] effective() {
        return effective;
    }

    /** A measure's share of the card after spreading, 0 to 100; all add up to 100. */
    BigDecimal effective(int at) {
        return effectiveWeights[at];
    }

    /** A measure's share of the whole card as it is written, 0 to 100. */
    BigDecimal written(int at) {
        return written.get(at);
    }

    /** The share of weight with data, 0 to 1. */
    BigDecimal coverage() {
        return coverage;
    }

    private static long[] shares(BigDecimal[] spread) {
        // Six digits more than are kept, so that the largest remainders are known.
        long finer = 1_000_000;
        var fine = new long[spread.length];
        BigDecimal sum = BigDecimal.ZERO;
        var limits = new long[spread.length];
        for (int at = 0; at < spread.length; at++) {
            sum = sum.add(spread[at]);
            fine[at] =
                    spread[at]
                            .movePointRight(SHARE_SCALE + SCALE)
                            .setScale(0, RoundingMode.DOWN)
                            .longValueExact();
            limits[at] = spread[at].signum() == 0 ? 0 : WHOLE;
        }
        return sum.signum() == 0 ? fine : Rounding.parts(fine, finer, WHOLE, limits);
    }

    private static long[] effective(long[] shares) {
        long sum = 0;
        var limits = new long[shares.length];
        for (int at = 0; at < shares.length; at++) {
            sum += shares[at];
            limits[at] = shares[at] == 0 ? 0 : BEST_MILLIONTHS;
        }
        return sum == 0
                ? new long[shares.length]
                : Rounding.parts(shares, SHARES_A_MILLIONTH, BEST_MILLIONTHS, limits);
    }

    /** Those that have a score, and those whose weight is lost to their dimension. */
    private static BitSet held(List<Scorer.Weighed> measures, BitSet scored) {
        BitSet held = (BitSet) scored.clone();
        for (int at = 0; at < measures.size(); at++) {
            if (measures.get(at).measure().missing().equals(MissingPolicy.SPREAD_OVER_CARD)) {
                held.set(at);
            }
        }
        return held;
    }

    /** The weights of the dimensions that have one of these measures, as far as they keep them. */
    private static BigDecimal sumOfDimensions(
            List<Scorer.Weighed> measures, BitSet which, BitSet held) {
        BigDecimal sum = BigDecimal.ZERO;
        Dimension last = null;
        for (int at = 0; at < measures.size(); at++) {
            Scorer.Weighed it = measures.get(at);
            // A dimension counts by those of its measures that weigh anything.
            if (which.get(at)
                    && it.measure().weight().signum() > 0
                    && !it.dimension().equals(last)) {
                BigDecimal kept =
                        part(sumWithin(measures, it, which), sumWithin(measures, it, held));
                sum = sum.add(it.dimension().weight().multiply(kept, EXACT));
                last = it.dimension();
            }
        }
        return sum;
    }

    /** The weights of these measures of the same dimension. */
    private static BigDecimal sumWithin(
            List<Scorer.Weighed> measures, Scorer.Weighed of, BitSet which) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int at = 0; at < measures.size(); at++) {
            Measure measure = measures.get(at).measure();
            if (which.get(at) && measures.get(at).dimension().equals(of.dimension())) {
                sum = sum.add(measure.weight());
            }
        }
        return sum;
    }

    private static BitSet all(int count) {
        var all = new BitSet(count);
        all.set(0, count);
        return all;
    }

    private static BigDecimal part(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, EXACT);
    }
}
