package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.engine.metrics.ScoreTrail;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.scorecard.Limit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VerdictCodecTest {

    @Test
    void shouldReadEveryVerdictThatItWrote() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 2_000; run++) {
            // Given
            Verdict verdict = verdict(random);
            // When
            byte[] bytes = VerdictCodec.encode(verdict);
            // Then
            assertThat(VerdictCodec.decode(bytes))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(verdict);
            assertThat(VerdictCodec.encode(VerdictCodec.decode(bytes)))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void shouldWriteEqualVerdictsAsEqualBytes() {
        long seed = TestEvents.seed();
        for (int run = 0; run < 200; run++) {
            Verdict one = verdict(TestEvents.random(seed + run));
            Verdict other = verdict(TestEvents.random(seed + run));

            assertThat(VerdictCodec.encode(one))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(VerdictCodec.encode(other));
        }
    }

    @Test
    void shouldKeepNumbersThatAreLargerThanAnyValueIsAllowedToBe() {
        RandomGenerator random = TestEvents.random(1);
        Verdict verdict = verdict(random);
        BigDecimal huge = new BigDecimal("1e300").setScale(6);
        var signals = Map.of("s", raised("s", Map.of("sum('a.b', 30)", huge.negate())));
        Verdict large = verdict.announced(1, signals, verdict.announced());

        assertThat(VerdictCodec.decode(VerdictCodec.encode(large))).isEqualTo(large);
    }

    @Test
    void shouldRefuseForeignBytesAndNothingElse() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        int refused = 0;
        for (int run = 0; run < 5_000; run++) {
            // Given: bytes of which one is another, or some are missing, or that are chance alone
            byte[] bytes = VerdictCodec.encode(verdict(random));
            byte[] foreign =
                    switch (random.nextInt(3)) {
                        case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
                        case 1 -> Arrays.copyOf(bytes, bytes.length + 1);
                        default -> bytes.clone();
                    };
            if (foreign.length == bytes.length) {
                foreign[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            // When
            try {
                VerdictCodec.decode(foreign);
            } catch (UnreadableStateException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("rerun with -Dseed=%d, run %d".formatted(seed, run), e);
            }
        }
        // Then
        assertThat(refused).isGreaterThan(3_300);
    }

    @Test
    void shouldRefuseTheFormatOfAnotherRelease() {
        byte[] bytes = VerdictCodec.encode(verdict(TestEvents.random(1)));
        bytes[0]++;

        assertThatThrownBy(() -> VerdictCodec.decode(bytes))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining("format version 4, and this release reads 1 to 3");
    }

    @Test
    void shouldReadWhatTheReleaseBeforeAdjustmentsWrote() {
        // Given: 70 points of one measure, of which 1 is not told yet; another is missing
        String written =
                "010780c0b89b8d6880f092cf8c6802703104636172640263310679656c6c6f770180f6e0420146809f49"
                    + "02057573616765066c6f67696e73809c9c390100c09fab030180f6e0428084af5f80f6e0"
                    + "4200b8c30205757361676505736561747380e8922600000000010e747261697428277365"
                    + "6174732729b8c3020679656c6c6f7780f092cf8c68000103736d620000000180ede64101"
                    + "4501096265686176696f75720105757361676501066c6f67696e7380897a";

        Verdict verdict = VerdictCodec.decode(HexFormat.of().parseHex(written));

        assertThat(verdict.score().exact()).isEqualByComparingTo("70");
        assertThat(verdict.score().computed()).contains(new BigDecimal("70.000000"));
        assertThat(verdict.score().adjustments()).isEmpty();
        assertThat(verdict.risk()).isNull();
        assertThat(verdict.score().measures())
                .extracting(MeasureScore::measure, MeasureScore::carried, MeasureScore::staleDays)
                .containsExactly(tuple("logins", false, 0), tuple("seats", false, 0));
        assertThat(verdict.announced().since())
                .containsExactly(
                        new ChangePart(
                                CauseKind.BEHAVIOUR, "usage", "logins", null, BigDecimal.ONE));
        assertThat(VerdictCodec.decode(VerdictCodec.encode(verdict))).isEqualTo(verdict);
    }

    @Test
    void shouldReadWhatTheReleaseBeforePeersWrote() {
        String written =
                "020780c0b89b8d6880f092cf8c6802703104636172640263310679656c6c6f770180f6e0420146809f49"
                    + "02057573616765066c6f67696e73809c9c390100c09fab030180f6e0428084af5f80f6e0"
                    + "4200b8c302000005757361676505736561747380e8922600000000010e74726169742827"
                    + "73656174732729b8c3020000000679656c6c6f7780f092cf8c68000103736d6200000001"
                    + "80ede641014501096265686176696f75720105757361676501066c6f67696e730080897a";

        Verdict verdict = VerdictCodec.decode(HexFormat.of().parseHex(written));

        assertThat(verdict.score().exact()).isEqualByComparingTo("70");
        assertThat(verdict.score().measures())
                .extracting(MeasureScore::measure, MeasureScore::peers)
                .containsExactly(tuple("logins", null), tuple("seats", null));
        assertThat(verdict.peersVersion()).isEmpty();
        assertThat(VerdictCodec.decode(VerdictCodec.encode(verdict))).isEqualTo(verdict);
    }

    static Verdict verdict(RandomGenerator random) {
        ScoreTrail trail = ScoreTrail.NONE;
        for (int day = 0; day < random.nextInt(6); day++) {
            trail = trail.after(20_000 + day, decimal(random.nextLong(100_000_000)));
        }
        Map<String, Raised> signals = new HashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            Map<String, BigDecimal> evidence = new HashMap<>();
            for (int number = 0; number < random.nextInt(3); number++) {
                evidence.put("count('é', %d)".formatted(number), huge(random));
            }
            signals.put("s" + i, raised("s" + i, evidence));
        }
        return new Verdict(
                random.nextLong(1L << random.nextInt(62)),
                random.nextLong(1L << 50),
                random.nextLong(1L << 50),
                "v" + random.nextInt(9),
                new PolicyRef("card", "v" + random.nextInt(9)),
                score(random),
                status(random),
                random.nextLong(1L << 50),
                random.nextBoolean() ? 0 : random.nextLong(1L << 50),
                random.nextBoolean() ? null : "smb",
                random.nextBoolean() ? null : "",
                signals,
                trail,
                new Announced(
                        random.nextBoolean() ? null : decimal(random.nextLong(100_000_000)),
                        random.nextBoolean() ? null : random.nextInt(101),
                        parts(random)),
                random.nextBoolean() ? null : risk(random));
    }

    private static Risk risk(RandomGenerator random) {
        var parts = new ArrayList<RiskPart>();
        for (int i = 0; i < random.nextInt(5); i++) {
            parts.add(
                    new RiskPart(
                            "p" + i,
                            "Part é",
                            decimal(random.nextLong(100_000_000)),
                            random.nextBoolean() ? null : huge(random),
                            decimal(random.nextLong(100_000_000)),
                            random.nextBoolean() ? null : "a division by zero",
                            20_000 + random.nextInt(1_000)));
        }
        return new Risk(
                new PolicyRef("risk", "v" + random.nextInt(9)),
                decimal(random.nextLong(1_000_001)),
                random.nextBoolean(),
                parts);
    }

    private static Score score(RandomGenerator random) {
        var measures = new ArrayList<MeasureScore>();
        for (int i = 0; i < random.nextInt(5); i++) {
            boolean isMissing = random.nextBoolean();
            measures.add(
                    new MeasureScore(
                            "dimension",
                            "m" + i,
                            decimal(random.nextLong(100_000_000)),
                            isMissing ? null : huge(random),
                            random.nextBoolean() ? null : decimal(random.nextLong(100_000_000)),
                            decimal(random.nextLong(100_000_000)),
                            decimal(random.nextLong(100_000_000)),
                            isMissing ? "a division by zero" : null,
                            20_000 + random.nextInt(1_000),
                            random.nextBoolean(),
                            random.nextInt(400),
                            random.nextBoolean()
                                    ? null
                                    : new PeerStanding(
                                            "2026-11-22",
                                            "count('a.b', 7)",
                                            huge(random),
                                            decimal(random.nextLong(100_000_001)),
                                            20 + random.nextInt(500))));
        }
        boolean isKnown = random.nextBoolean();
        return new Score(
                status(random),
                isKnown ? decimal(random.nextLong(100_000_000)) : null,
                isKnown ? random.nextInt(101) : null,
                decimal(random.nextLong(1_000_001)),
                measures,
                adjustments(random));
    }

    private static List<Adjustment> adjustments(RandomGenerator random) {
        var adjustments = new ArrayList<Adjustment>();
        for (int i = 0; i < random.nextInt(3); i++) {
            adjustments.add(
                    new Adjustment.Limited(
                            "limit" + i,
                            one(random, Limit.Side.values()),
                            decimal(random.nextLong(100_000_000)),
                            decimal(random.nextLong(-100_000_000, 100_000_000))));
        }
        if (random.nextBoolean()) {
            adjustments.add(
                    new Adjustment.Overridden(
                            new ScoreOverride(
                                    one(random, ScoreOverride.As.values()),
                                    decimal(random.nextLong(100_000_000)),
                                    "they are moving",
                                    "ana",
                                    20_000 + random.nextInt(100),
                                    20_100 + random.nextInt(100),
                                    "e1",
                                    "crm"),
                            decimal(random.nextLong(-100_000_000, 100_000_000))));
        }
        return adjustments;
    }

    private static List<ChangePart> parts(RandomGenerator random) {
        var parts = new ArrayList<ChangePart>();
        for (int i = 0; i < random.nextInt(4); i++) {
            parts.add(
                    new ChangePart(
                            one(random, CauseKind.values()),
                            random.nextBoolean() ? null : "dimension",
                            random.nextBoolean() ? null : "m" + i,
                            random.nextBoolean() ? null : "limit" + i,
                            decimal(random.nextLong(-100_000_000, 100_000_000))));
        }
        return parts;
    }

    private static Raised raised(String id, Map<String, BigDecimal> evidence) {
        return new Raised(
                new PolicyRef(id, "v1"), SignalCategory.EXPANSION, 17, 4, "It rose.", evidence);
    }

    private static Status status(RandomGenerator random) {
        return one(random, Status.values());
    }

    /** A number of any length. */
    private static BigDecimal huge(RandomGenerator random) {
        BigInteger millionths =
                BigInteger.valueOf(random.nextLong())
                        .shiftLeft(random.nextInt(100))
                        .shiftRight(random.nextInt(100));
        return new BigDecimal(millionths, 6);
    }

    private static BigDecimal decimal(long millionths) {
        return BigDecimal.valueOf(millionths, 6);
    }

    private static <T> T one(RandomGenerator random, T[] all) {
        return all[random.nextInt(all.length)];
    }
}
