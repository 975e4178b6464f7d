package io.keepwell.engine.peers;

import java.math.BigDecimal;

/**
 * Where an account stands among its peers.
 *
 * @param version the snapshot of peers
 * @param metric the number by which they are compared, as the measure writes it
 * @param number what the account has of it, to six decimal places
 * @param below the share of peers that have less, and half of those that have as much, 0 to 100
 * @param accounts how many peers there are
 */
public record PeerStanding(
        String version, String metric, BigDecimal number, BigDecimal below, int accounts) {}
