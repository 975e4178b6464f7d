package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for whatever log an account has. */
class AccountCaseLogTest {

    private static final int RUNS = 6;
    private static final int DAYS = 45;
    private static final Judge FIRST = TestPolicies.judge(TestPolicies.rich("p1"));
    private static final Judge SECOND =
            TestPolicies.judge(
                    TestPolicies.told("p2", TestPolicies.signal("red", "status() == 'red'", null)));
    private static final Judge THIRD = TestPolicies.judge(TestPolicies.rich("p3"));

    @Test
    void shouldGiveTheSameBytesAndMessagesInWhateverBatchesALogIsRead() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            List<CustomerEventV1> log = TestEvents.random(random, 150, DAYS);
            var atOnce = new Owner(Reporting.NONE);
            atOnce.take(FIRST, log);
            var inBatches = new Owner(Reporting.NONE);
            // When
            for (int from = 0; from < log.size(); ) {
                int to = Math.min(log.size(), from + 1 + random.nextInt(30));
                inBatches.take(FIRST, log.subList(from, to));
                from = to;
            }
            // Then
            assertThat(inBatches.changes())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(atOnce.changes());
            assertThat(inBatches.stored())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(atOnce.stored());
        }
    }

    @Test
    void shouldTellAnUnbrokenStoryWhosePartsAddUp() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        int told = 0;
        for (int run = 0; run < RUNS; run++) {
            // Given
            List<CustomerEventV1> log = TestEvents.random(random, 150, DAYS);
            int second = random.nextInt(log.size());
            int third = second + random.nextInt(log.size() - second);
            var owner = new Owner(Reporting.NONE);
            // When
            owner.take(FIRST, log.subList(0, second));
            owner.take(SECOND, log.subList(second, third));
            owner.take(THIRD, log.subList(third, log.size()));
            // Then
            requireStory("rerun with -Dseed=%d, run %d".formatted(seed, run), owner.messages());
            owner.changes()
                    .forEach(change ->
                            assertThat(change.parts())
                                    .extracting(ChangePart::points)
                                    .noneMatch(points -> points.signum() == 0));
            requireParts("rerun with -Dseed=%d, run %d".formatted(seed, run), owner.changes());
            told += owner.messages().size();
        }
        assertThat(told).isGreaterThan(RUNS * 20);
    }

    static void requireParts(String rerun, List<Change> changes) {
        assertThat(changes)
                .as(rerun)
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(orZero(it.previousScore()).add(sum(it.parts())))
                                .isEqualByComparingTo(orZero(it.verdict().score().exact())));
    }

    static void requireStory(String rerun, List<HealthChange> messages) {
        long number = 0;
        Status status = Status.UNKNOWN;
        BigDecimal score = BigDecimal.ZERO;
        Map<String, Long> raised = new HashMap<>();
        for (HealthChange message : messages) {
            number++;
            assertThat(message.sequence()).as(rerun).isEqualTo(number);
            switch (message) {
                case ScoreChangedV1 it -> {
                    assertThat(orZero(it.previousScore())).as(rerun).isEqualByComparingTo(score);
                    score = orZero(it.health().score());
                    assertThat(orZero(it.previousScore()).add(sum(it.parts())))
                            .as(rerun)
                            .isEqualByComparingTo(score);
                }
                case StatusChangedV1 it -> {
                    assertThat(it.from()).as(rerun).isEqualTo(status);
                    status = it.to();
                }
                case SignalRaisedV1 it ->
                        assertThat(raised.put(it.signal().id(), number)).as(rerun).isNull();
                case SignalClearedV1 it ->
                        assertThat(raised.remove(it.signal().id()))
                                .as(rerun)
                                .isEqualTo(it.raisedSequence());
            }
            assertThat(message.health().status()).as(rerun).isNotNull();
        }
        if (!messages.isEmpty()) {
            assertThat(messages.getLast().health().status()).as(rerun).isEqualTo(status);
            assertThat(messages.getLast().health().signals())
                    .as(rerun)
                    .containsExactlyInAnyOrderElementsOf(raised.keySet());
        }
    }

    private static BigDecimal sum(List<ChangePart> parts) {
        return parts.stream().map(ChangePart::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
