package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

    private static final PolicySet POLICIES =
            TestPolicies.told("p1", TestPolicies.signal("red", "status() == 'red'", null));
    private static final Cause CAUSE = new Cause(CauseKind.BEHAVIOUR, null, null, null, 0, 1);

    private final AccountFacts facts = AccountFacts.of(EventCatalogue.standard());

    AnnouncerTest() {
        facts.loadWhole(Map.of());
    }

    @Test
    void shouldTellScoreThenStatusThenWhatEndedThenWhatBegan() {
        // Given
        Announcement first = told(null, TestEvents.at(0, 1), "90");
        Announcement second = told(first.verdict(), TestEvents.at(0, 2), "40");

        // When
        Announcement third = told(second.verdict(), TestEvents.at(2, 3), "80");

        // Then
        assertThat(first.changes())
                .extracting(HealthChange::getClass)
                .isEqualTo(List.of(ScoreChangedV1.class, StatusChangedV1.class));
        assertThat(second.changes())
                .extracting(HealthChange::getClass)
                .isEqualTo(
                        List.of(
                                ScoreChangedV1.class,
                                StatusChangedV1.class,
                                SignalRaisedV1.class,
                                SignalRaisedV1.class));
        assertThat(third.changes())
                .filteredOn(SignalClearedV1.class::isInstance)
                .extracting(it -> ((SignalClearedV1) it).raisedSequence())
                .containsExactly(5L, 6L);
        assertThat(third.changes())
                .extracting(HealthChange::sequence)
                .containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void shouldSayWhatToDoAndWhyAsH7Asks() {
        Announcement first = told(null, TestEvents.at(0, 1), "90");

        Announcement second = told(first.verdict(), TestEvents.at(0, 2), "40");

        StatusChangedV1 change = (StatusChangedV1) second.changes().get(1);
        assertThat(change.from()).isEqualTo(Status.GREEN);
        assertThat(change.to()).isEqualTo(Status.RED);
        assertThat(change.action()).isEqualTo("save");
        assertThat(change.reason()).isEqualTo("the score fell from 90 to 40: The told -50.0");
    }

    @Test
    void shouldTellNothingWhenReadersSeeNothing() {
        // Given
        Verdict known = told(null, TestEvents.at(0, 1), "90.2").verdict();

        // When
        Announcement quiet = told(known, TestEvents.at(0, 2), "90.4");

        // Then: and yet it is not forgotten
        assertThat(quiet.changes()).isEmpty();
        assertThat(quiet.verdict().sequence()).isEqualTo(known.sequence());
        assertThat(quiet.verdict().announced().shown()).isEqualTo(90);
        assertThat(quiet.verdict().announced().since())
                .extracting(ChangePart::points)
                .containsExactly(new BigDecimal("0.2"));
    }

    @Test
    void shouldExplainAllThatMovedTheScoreSinceItWasTold() {
        // Given
        Verdict known = told(null, TestEvents.at(0, 1), "90.2").verdict();
        Verdict quiet = told(known, TestEvents.at(0, 2), "90.4").verdict();

        // When
        Announcement told = told(quiet, TestEvents.at(0, 3), "90.5");

        // Then
        ScoreChangedV1 change = (ScoreChangedV1) told.changes().getFirst();
        assertThat(change.previousScore()).isEqualByComparingTo("90.2");
        assertThat(change.previousShown()).isEqualTo(90);
        assertThat(change.health().shown()).isEqualTo(91);
        assertThat(change.parts())
                .extracting(ChangePart::points)
                .containsExactly(new BigDecimal("0.3"));
    }

    @Test
    void shouldTakeAScoreThatIsGoneForZero() {
        // Given
        Verdict known = told(null, TestEvents.at(0, 1), "90").verdict();

        // When
        Announcement gone = told(known, TestEvents.at(0, 2), null);

        // Then
        ScoreChangedV1 change = (ScoreChangedV1) gone.changes().getFirst();
        assertThat(change.health().score()).isNull();
        assertThat(change.parts())
                .extracting(ChangePart::points)
                .containsExactly(new BigDecimal("-90"));
        StatusChangedV1 status = (StatusChangedV1) gone.changes().get(1);
        assertThat(status.to()).isEqualTo(Status.UNKNOWN);
        assertThat(status.reason()).startsWith("too little is known: 0 % of the weight has data");
    }

    @Test
    void shouldTellTheSameChangeTwiceAsTheSameMessage() {
        Announcement one = told(null, TestEvents.at(0, 1), "90");
        Announcement again = told(null, TestEvents.at(0, 1), "90");

        assertThat(again).isEqualTo(one);
        assertThat(one.changes()).extracting(HealthChange::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellNothingOfAnAccountOfWhichNothingIsKnown() {
        Announcement nothing = told(null, TestEvents.at(0, 1), null);

        assertThat(nothing.changes()).isEmpty();
        assertThat(nothing.verdict().status()).isEqualTo(Status.UNKNOWN);
        assertThat(nothing.verdict().sequence()).isZero();
    }

    private Announcement told(@Nullable Verdict before, Instant at, @Nullable String score) {
        CustomerEventV1 event =
                score == null
                        ? TestEvents.traits(
                                "gone",
                                at,
                                Map.of(
                                        "health",
                                        new io.keepwell.model.event.AttributeValue.Nothing()))
                        : TestEvents.health("is " + score, at, score);
        facts.fold(event, Days.of(at));
        Judgement judgement =
                TestPolicies.judge(POLICIES)
                        .judge(
                                new Hearing(
                                        facts,
                                        before,
                                        Reporting.NONE,
                                        at,
                                        CauseKind.BEHAVIOUR,
                                        null));
        Scorecard card = Objects.requireNonNull(POLICIES.scorecards().get("told")).value();
        return Announcer.announce(
                TestEvents.ACME,
                facts,
                before,
                ((Judgement.Given) judgement).verdict(),
                CAUSE,
                card);
    }
}
