package io.keepwell.alerting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.alerting.HealthStory;
import io.keepwell.alerting.TestRules;
import io.keepwell.alerting.domain.AlertCase.Open;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertState;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionTest {

    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00.000Z");

    private final Map<UUID, AlertCase> alerts = new LinkedHashMap<>();
    private final List<AlertEvent> events = new ArrayList<>();
    private List<Applied<AlertRule>> rules = TestRules.all();
    private HealthStory story = new HealthStory("enterprise");
    private Standing standing = Standing.unknown(story.accountId());
    private Instant now = NOW;

    @Test
    void shouldOpenOneAlertForEveryTransitionIntoRed() {
        // When
        tell(story.becomes(Status.RED));
        tell(story.becomes(Status.YELLOW));
        tell(story.becomes(Status.RED));

        // Then
        assertThat(changes())
                .containsExactly(AlertChange.OPENED, AlertChange.RESOLVED, AlertChange.OPENED);
        assertThat(alerts).hasSize(2);
    }

    @Test
    void shouldResolveWithoutAPersonWhenTheConditionClears() {
        // Given
        tell(story.becomes(Status.RED));

        // When
        tell(story.becomes(Status.GREEN));

        // Then
        assertThat(last().by()).isNull();
        assertThat(last().alert().told().reason()).isEqualTo("the condition cleared");
        assertThat(last().alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void shouldCountAnotherFiringWhileOneIsPending() {
        // Given
        tell(story.raises("sponsor-left"));
        now = NOW.plusSeconds(60);

        // When
        tell(story.raises("champion-left"));

        // Then
        assertThat(changes()).containsExactly(AlertChange.OPENED, AlertChange.REPEATED);
        assertThat(last().alert().facts().firings()).isEqualTo(2);
        assertThat(last().alert().facts().openedAt()).isEqualTo(NOW);
        assertThat(last().alert().facts().lastFiredAt()).isEqualTo(now);
        assertThat(last().alert().facts().respondBy()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void shouldStayWhileAnySignalOfTheConditionIsRaised() {
        // Given
        tell(story.raises("sponsor-left"));
        tell(story.raises("champion-left"));

        // When
        tell(story.clears("sponsor-left"));

        // Then
        assertThat(last().change()).isEqualTo(AlertChange.REPEATED);
    }

    /** Requirements A2, A9 and A10. */
    @ParameterizedTest
    @CsvSource({
        "enterprise, red, critical, 24",
        "mid-market, red, high, 48",
        "enterprise, sponsor-left, critical, 24",
        "smb, sponsor-left, critical, 24"
    })
    void shouldPressBySegmentAndRule(String segment, String edge, String severity, int hours) {
        // Given
        story = new HealthStory(segment);

        // When
        tell(edge.equals("red") ? story.becomes(Status.RED) : story.raises(edge));

        // Then
        AlertFacts facts = last().alert().facts();
        assertThat(facts.severity().wireName()).isEqualTo(severity);
        assertThat(facts.respondBy()).isEqualTo(NOW.plus(Duration.ofHours(hours)));
    }

    @Test
    void shouldComeToPressMoreButNeverLess() {
        // Given
        rules = List.of(redOrYellow());
        story = new HealthStory("smb");
        tell(story.becomes(Status.YELLOW));
        story.movesTo("enterprise");
        now = NOW.plusSeconds(60);

        // When
        tell(story.becomes(Status.RED));

        // Then
        AlertFacts facts = last().alert().facts();
        assertThat(facts.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(facts.respondBy()).isEqualTo(now.plus(Duration.ofHours(24)));
        story.movesTo("smb");
        tell(story.becomes(Status.YELLOW));
        assertThat(last().alert().facts().severity()).isEqualTo(Severity.CRITICAL);
    }

    /** Requirement A10: strictly less than 48 hours, so at 48 hours the time is over. */
    @ParameterizedTest
    @CsvSource({"smb, 48", "enterprise, 24"})
    void shouldBeOverdueAtTheVeryInstantAndNotBefore(String segment, int hours) {
        // Given
        story = new HealthStory(segment);
        tell(story.becomes(Status.RED));
        Instant end = NOW.plus(Duration.ofHours(hours));

        // When
        Open open = (Open) last().alert();

        // Then
        assertThat(open.isDue(end.minusNanos(1))).isFalse();
        assertThat(open.isDue(end)).isTrue();
        assertThat(open.overdue(end).isDue(end)).isFalse();
        assertThat(open.acknowledge("dana", end.minusMillis(1), null).isDue(end)).isFalse();
    }

    @Test
    void shouldTellThatTimeRanOutBeforeItTellsOfTheEnd() {
        // Given
        tell(story.becomes(Status.RED));
        now = NOW.plus(Duration.ofHours(24));

        // When
        tell(story.becomes(Status.GREEN));

        // Then
        assertThat(changes())
                .containsExactly(AlertChange.OPENED, AlertChange.OVERDUE, AlertChange.RESOLVED);
    }

    @Test
    void shouldClearByTheConditionItOpenedWithWhenTheRuleIsGone() {
        // Given
        tell(story.becomes(Status.RED));
        rules = List.of();

        // When
        tell(story.raises("sponsor-left"));
        tell(story.becomes(Status.YELLOW));

        // Then
        assertThat(changes()).containsExactly(AlertChange.OPENED, AlertChange.RESOLVED);
    }

    @Test
    void shouldNotFireWhereTheOtherPartOfTheConditionDoesNotHold() {
        // Given
        rules = List.of(rule(new Condition(Set.of(Status.RED), Set.of("sponsor-left"))));

        // When
        tell(story.becomes(Status.RED));
        int before = events.size();
        tell(story.raises("sponsor-left"));

        // Then
        assertThat(before).isZero();
        assertThat(changes()).containsExactly(AlertChange.OPENED);
    }

    @Test
    void shouldCountAJudgementOnceWhoseStatusAndSignalMakeTheConditionHoldTogether() {
        // Given
        rules = List.of(rule(new Condition(Set.of(Status.RED), Set.of("sponsor-left"))));

        // When
        story.becomesAndRaises(Status.RED, "sponsor-left").forEach(this::tell);

        // Then
        assertThat(changes()).containsExactly(AlertChange.OPENED);
    }

    @Test
    void shouldClearByTheNextChangeWhenTheOneThatEndedTheStatusWasNeverRead() {
        // Given
        tell(story.becomes(Status.RED));
        StatusChangedV1 _ = story.becomes(Status.GREEN);

        // When
        tell(story.raises("sponsor-left"));

        // Then
        assertThat(changes())
                .containsExactly(AlertChange.OPENED, AlertChange.RESOLVED, AlertChange.OPENED);
        assertThat(standing.status()).isEqualTo(Status.GREEN);
    }

    @Test
    void shouldClearByTheNextChangeWhenTheOneThatClearedTheSignalWasNeverRead() {
        // Given
        tell(story.raises("sponsor-left"));
        SignalClearedV1 _ = story.clears("sponsor-left");

        // When
        tell(story.becomes(Status.YELLOW));

        // Then
        assertThat(changes()).containsExactly(AlertChange.OPENED, AlertChange.RESOLVED);
        assertThat(standing.raised()).isEmpty();
    }

    @Test
    void shouldStayWhileASignalHoldsWhoseRaisingWasNeverRead() {
        // Given
        tell(story.raises("sponsor-left"));
        SignalRaisedV1 _ = story.raises("champion-left");

        // When
        tell(story.clears("sponsor-left"));

        // Then
        assertThat(changes()).containsExactly(AlertChange.OPENED);
    }

    /** A11: day 1 is the day on which it opened; step 2 begins with day 8, step 3 with day 15. */
    @Test
    void shouldGoUpTheLadderAtTheStartOfItsDays() {
        // Given
        tell(story.becomes(Status.RED));
        assertThat(last().alert().told().escalationStep()).isEqualTo(1);
        assertThat(last().alert().told().involved()).isNull();

        // When
        look("2026-11-09T23:59:59.999Z");
        assertThat(changes()).containsExactly(AlertChange.OPENED, AlertChange.OVERDUE);
        look("2026-11-10T00:00:00Z");

        // Then
        assertThat(last().change()).isEqualTo(AlertChange.ESCALATED);
        assertThat(last().alert().told().escalationStep()).isEqualTo(2);
        assertThat(last().alert().told().involved()).containsExactly("cs-manager");
        look("2026-11-16T23:59:59.999Z");
        assertThat(changes()).hasSize(3);
        look("2026-11-17T00:00:00Z");
        assertThat(last().alert().told().escalationStep()).isEqualTo(3);
        assertThat(last().alert().told().involved())
                .containsExactly("cs-manager", "vp-cs", "executive-sponsor");
        look("2027-11-17T00:00:00Z");
        assertThat(changes()).hasSize(4);
    }

    /** A11: that somebody works on it does not solve it. */
    @Test
    void shouldGoUpTheLadderAlsoWhenSomebodyHasAnswered() {
        tell(story.becomes(Status.RED));
        Open open = (Open) last().alert();
        alerts.put(open.facts().alertId(), open.acknowledge("dana", now, null));

        look("2026-11-20T00:00:00Z");

        assertThat(changes())
                .as("both steps, once each, however late it is looked")
                .containsExactly(AlertChange.OPENED, AlertChange.ESCALATED, AlertChange.ESCALATED);
        assertThat(last().alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    }

    @Test
    void shouldTellOfAStepThatWasReachedBeforeTheAlertCleared() {
        tell(story.becomes(Status.RED));
        now = Instant.parse("2026-11-10T00:00:01Z");

        tell(story.becomes(Status.GREEN));

        assertThat(changes())
                .containsExactly(
                        AlertChange.OPENED,
                        AlertChange.OVERDUE,
                        AlertChange.ESCALATED,
                        AlertChange.RESOLVED);
        look("2026-12-01T00:00:00Z");
        assertThat(changes()).hasSize(4);
    }

    private void look(String at) {
        now = Instant.parse(at);
        List<AlertEvent> told = new ArrayList<>();
        alerts.values().stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .forEach(it -> Reaction.timed(it, now, told));
        told.forEach(it -> alerts.put(it.alert().facts().alertId(), it.alert()));
        events.addAll(told);
    }

    private static Applied<AlertRule> redOrYellow() {
        return rule(new Condition(Set.of(Status.RED, Status.YELLOW), Set.of()));
    }

    private static Applied<AlertRule> rule(Condition when) {
        Applied<AlertRule> red = TestRules.all().getFirst();
        AlertRule it = red.value();
        return new Applied<>(
                new AlertRule(
                        it.id(),
                        it.name(),
                        it.category(),
                        when,
                        it.severity(),
                        it.severityBySegment(),
                        it.respondWithin()),
                red.ref());
    }

    private void tell(HealthChange change) {
        standing = standing.after(change);
        List<Pending> pending =
                alerts.values().stream()
                        .filter(Pending.class::isInstance)
                        .map(Pending.class::cast)
                        .toList();
        List<AlertEvent> told =
                Reaction.to(standing, change, rules, pending, now, UUID::randomUUID);
        told.forEach(it -> alerts.put(it.alert().facts().alertId(), it.alert()));
        events.addAll(told);
    }

    private List<AlertChange> changes() {
        return events.stream().map(AlertEvent::change).toList();
    }

    private AlertEvent last() {
        return events.getLast();
    }
}
