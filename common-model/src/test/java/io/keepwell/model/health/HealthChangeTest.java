package io.keepwell.model.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keepwell.model.AccountId;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthChangeTest {

    private static final UUID ID = UUID.fromString("019a6f2e-7c1a-7c3e-9d3a-000000000001");
    private static final AccountId ACME = new AccountId("acme-1");
    private static final Instant AT = Instant.parse("2026-11-03T09:15:30Z");
    private static final PolicyRef CARD = new PolicyRef("five-pillar", "1");
    private static final Cause TIME = new Cause(CauseKind.TIME, null, null, null, 0, 0);

    @ParameterizedTest
    @CsvSource({"0, 0", "49.999999, 50", "100, 100"})
    void shouldTakeAScoreOnTheScale(BigDecimal score, int shown) {
        assertThat(health(score, shown, "1").score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"-0.000001, 0, 1", "100.000001, 100, 1", "50, 101, 1", ", 50, 1", "50, 50, 1.1"})
    void shouldRefuseAScoreOffTheScale(@Nullable BigDecimal score, int shown, String coverage) {
        assertThatIllegalArgumentException().isThrownBy(() -> health(score, shown, coverage));
    }

    @Test
    void shouldRefuseAStatusChangeThatChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> statusChange(1, Status.RED, Status.RED))
                .withMessageContaining("must differ");
    }

    @Test
    void shouldNumberChangesFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> statusChange(0, Status.GREEN, Status.RED))
                .withMessage("sequence must be 1 or more, was 0");
    }

    @Test
    void shouldClearASignalOnlyAfterItWasRaised() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SignalClearedV1(
                                ID,
                                ACME,
                                7,
                                AT,
                                AccountSnapshot.UNKNOWN,
                                health(BigDecimal.TEN, 10, "1"),
                                TIME,
                                "p",
                                CARD,
                                SignalCategory.RISK,
                                7))
                .withMessageContaining("raisedSequence must be lower than sequence 7");
    }

    private static StatusChangedV1 statusChange(long sequence, Status from, Status to) {
        return new StatusChangedV1(
                ID,
                ACME,
                sequence,
                AT,
                AccountSnapshot.UNKNOWN,
                health(BigDecimal.TEN, 10, "1"),
                TIME,
                "p",
                from,
                to,
                null,
                "");
    }

    private static HealthSnapshot health(
            @Nullable BigDecimal score, @Nullable Integer shown, String coverage) {
        return new HealthSnapshot(
                Status.RED,
                score,
                shown,
                null,
                null,
                new BigDecimal(coverage),
                CARD,
                List.of(),
                AT);
    }
}
