package io.keepwell.engine.peers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * The peers of the accounts of one segment.
 *
 * @param version the snapshot; empty where there is none
 * @param metrics how each number spreads
 */
public record PeerGroup(String version, Map<String, Quantiles> metrics) {

    /** Nobody. */
    public static final PeerGroup NONE = new PeerGroup("", Map.of());

    private static final int SCALE = 6;

    /** Copies the map. */
    public PeerGroup {
        metrics = Map.copyOf(metrics);
    }

    /**
     * Where a number stands.
     *
     * @param metric what the number is called
     * @param number the number
     * @return its place, or empty where there are too few peers
     */
    public Optional<PeerStanding> standing(String metric, double number) {
        return Optional.ofNullable(metrics.get(metric))
                .filter(it -> it.accounts() >= Quantiles.ACCOUNTS_MIN)
                .map(it ->
                        new PeerStanding(
                                version,
                                metric,
                                rounded(number),
                                rounded(it.percentile(number)),
                                it.accounts()));
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
