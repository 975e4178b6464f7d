package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.engine.metrics.ScoreTrail;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    void shouldKeepInHistoryAllButTheTrail() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 200; run++) {
            Verdict verdict = verdict(random);

            Verdict kept = VerdictCodec.decode(VerdictCodec.encodeForHistory(verdict));

            assertThat(kept.trail()).isEqualTo(ScoreTrail.NONE);
            assertThat(kept)
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .usingRecursiveComparison()
                    .ignoringFields("trail")
                    .isEqualTo(verdict);
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
                .hasMessageContaining("format version 2");
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
                        parts(random)));
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
                            20_000 + random.nextInt(1_000)));
        }
        boolean isKnown = random.nextBoolean();
        return new Score(
                status(random),
                isKnown ? decimal(random.nextLong(100_000_000)) : null,
                isKnown ? random.nextInt(101) : null,
                decimal(random.nextLong(1_000_001)),
                measures);
    }

    private static List<ChangePart> parts(RandomGenerator random) {
        var parts = new ArrayList<ChangePart>();
        for (int i = 0; i < random.nextInt(4); i++) {
            parts.add(
                    new ChangePart(
                            one(random, CauseKind.values()),
                            random.nextBoolean() ? null : "dimension",
                            random.nextBoolean() ? null : "m" + i,
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
