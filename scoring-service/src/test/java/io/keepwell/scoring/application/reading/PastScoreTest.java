package io.keepwell.scoring.application.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.EventArchive.Archived;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which events count for a score of the past, and what was known of the sources. */
class PastScoreTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final int DAY = 20_700;

    /** Others go on using the product: it is never silent. */
    private static final PastScore.View USAGE =
            new PastScore.View(
                    0,
                    at(0),
                    Reporting.NONE
                            .with("usage.session-started", DAY)
                            .with("usage.session-started", DAY + 60));

    /** A ticket of the first day, of which nobody heard before the third. */
    private static final PastScore.View AND_SUPPORT =
            new PastScore.View(1, at(2), USAGE.reporting().with("support.ticket-opened", DAY));

    @Test
    void shouldKnowOfSourcesWhatHadBeenNotedByThen() {
        PastScore past = past(List.of(USAGE, AND_SUPPORT), session(0, 0, 0, null));
        Verdict first = past.by(ACME, TestPolicies.judge(), at(0)).verdict().orElseThrow();
        var kept = new PastScore.Kept(first, 1, false);

        MeasureScore before = escalations(past.since(ACME, TestPolicies.judge(), kept, at(1)));
        MeasureScore after = escalations(past.since(ACME, TestPolicies.judge(), kept, at(3)));

        assertThat(before.missing()).isNotNull();
        assertThat(after.value()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void shouldCountWhatHadBeenReceivedByThenAndNotWhatHadOnlyHappened() {
        PastScore past = past(List.of(USAGE), session(0, 0, 0, null), session(1, 1, 5, null));

        assertThat(sessions(past.by(ACME, TestPolicies.judge(), at(4)))).isEqualByComparingTo("1");
        assertThat(sessions(past.by(ACME, TestPolicies.judge(), at(5)))).isEqualByComparingTo("2");
        assertThat(past.known(at(4))).isEqualTo(1);
    }

    @Test
    void shouldTellATimeThatOnlyABackfillKnowsByWhatHadHappened() {
        PastScore past =
                past(
                        List.of(USAGE),
                        session(0, 0, 30, "run"),
                        answer(1, 2, 30, "9"),
                        answer(2, 9, 30, "4"));

        assertThat(nps(past.by(ACME, TestPolicies.judge(), at(3)))).isEqualByComparingTo("9");
        assertThat(nps(past.by(ACME, TestPolicies.judge(), at(9)))).isEqualByComparingTo("4");
        assertThat(past.known(at(3))).isEqualTo(2);
    }

    @Test
    void shouldGoOnFromABackfillWithWhatCameAfterIt() {
        PastScore past = past(List.of(USAGE), session(0, 0, 5, "run"), session(1, 6, 6, null));

        assertThat(sessions(past.by(ACME, TestPolicies.judge(), at(6)))).isEqualByComparingTo("2");
        assertThat(sessions(past.by(ACME, TestPolicies.judge(), at(33)))).isEqualByComparingTo("1");
    }

    @Test
    void shouldGiveNoVerdictBeforeAnythingHadHappened() {
        PastScore past = past(List.of(USAGE), session(0, 0, 0, null));

        assertThat(past.by(ACME, TestPolicies.judge(), at(-1)).verdict()).isEmpty();
    }

    @Test
    void shouldJudgeByThePoliciesThatAreAskedFor() {
        PastScore past = past(List.of(USAGE), session(0, 0, 0, null));

        Replay told = past.by(ACME, TestPolicies.judge("another"), at(1));

        assertThat(told.verdict().orElseThrow().policyVersion()).isEqualTo("another");
    }

    private static PastScore past(List<PastScore.View> views, Archived... events) {
        return new PastScore(EventCatalogue.standard(), views, List.of(events));
    }

    private static BigDecimal sessions(Replay replay) {
        return Objects.requireNonNull(measure(replay, "sessions").value());
    }

    private static BigDecimal nps(Replay replay) {
        return Objects.requireNonNull(measure(replay, "nps").value());
    }

    private static MeasureScore escalations(Replay replay) {
        return measure(replay, "escalations");
    }

    private static MeasureScore measure(Replay replay, String id) {
        return replay.verdict().orElseThrow().score().measures().stream()
                .filter(it -> it.measure().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Archived session(
            long offset, int occurred, int received, @Nullable String backfill) {
        return event(offset, "usage.session-started", null, at(occurred), at(received), backfill);
    }

    private static Archived answer(long offset, int occurred, int received, String value) {
        return event(
                offset,
                "engagement.nps-submitted",
                new BigDecimal(value),
                at(occurred),
                at(received),
                "run");
    }

    private static Archived event(
            long offset,
            String type,
            @Nullable BigDecimal value,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String backfill) {
        return new Archived(
                offset,
                new CustomerEventV1(
                        "e" + offset,
                        new SourceName("product"),
                        ACME,
                        new EventType(type),
                        occurredAt,
                        receivedAt,
                        "u" + offset,
                        value,
                        Attributes.NONE,
                        backfill));
    }

    /** Noon of a day. */
    private static Instant at(int day) {
        return Days.begin(DAY + day).plusSeconds(43_200);
    }
}
