package io.keepwell.scoring.application.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.scoring.Story;
import io.keepwell.scoring.TestPolicies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");
    private static final EventCatalogue CATALOGUE = EventCatalogue.standard();

    private final Story story = Story.of("acme", NOW).sessions(4, 3).sessions(2, 1).escalation(2);
    private final Story.Told told =
            story.told(Collections.nCopies(story.events().size(), new Place(0, 1)));

    @Test
    void shouldAddUpExactly() {
        Explanation explanation = explained(true);

        BigDecimal score = Objects.requireNonNull(explanation.score());
        assertThat(sum(explanation.dimensions(), Explanation.OfDimension::contribution))
                .isEqualByComparingTo(score);
        assertThat(sum(explanation.dimensions(), Explanation.OfDimension::effectiveWeight))
                .isEqualByComparingTo("100");
        assertThat(explanation.dimensions())
                .allSatisfy(dimension -> {
                    assertThat(sum(dimension.measures(), Explanation.OfMeasure::contribution))
                            .isEqualByComparingTo(dimension.contribution());
                    assertThat(dimension.measures())
                            .allSatisfy(measure ->
                                    assertThat(measure.contribution().add(measure.pointsMissing()))
                                            .isEqualByComparingTo(measure.effectiveWeight()));
                });
    }

    @Test
    void shouldScoreADimensionByItsMeasures() {
        Explanation.OfDimension usage = explained(true).dimensions().getFirst();

        // 6 of 9 sessions at two thirds, 4 of 7 active users at one third.
        assertThat(usage.score()).isEqualByComparingTo("63.492063");
        assertThat(usage.name()).isEqualTo("Usage");
    }

    @Test
    void shouldNameTheLatestEventsThatAMeasureRead() {
        Explanation explanation = explained(true);

        assertThat(measure(explanation, "sessions").lastEvents())
                .extracting(Explanation.LastEvent::id)
                .containsExactly("acme-5", "acme-4", "acme-3");
        assertThat(measure(explanation, "escalations").lastEvents())
                .extracting(Explanation.LastEvent::type)
                .containsExactly("support.ticket-escalated");
        // Those that mark a set are what a count of its members reads.
        assertThat(measure(explanation, "active").lastEvents())
                .extracting(Explanation.LastEvent::id)
                .containsExactly("acme-5", "acme-4", "acme-3");
        assertThat(measure(explanation, "nps").lastEvents()).isEmpty();
        assertThat(measure(explanation, "nps").missing()).isNotNull();
    }

    @Test
    void shouldLeaveOutNamesAndEventsOfACardThatIsNotKnown() {
        Explanation explanation = explained(false);

        assertThat(explanation.dimensions()).hasSize(2).allMatch(it -> it.name() == null);
        assertThat(measure(explanation, "sessions").name()).isNull();
        assertThat(measure(explanation, "sessions").lastEvents()).isNull();
        assertThat(explanation.score()).isEqualTo(told.verdict().score().exact());
    }

    @Test
    void shouldSayWhatTheScoreOfADimensionMeansAsH6Asks() {
        // Just the score that is told, which is rounded.
        assertThat(explained(true).dimensions())
                .extracting(Explanation.OfDimension::id, Explanation.OfDimension::band)
                .containsExactly(tuple("usage", "Regular use"), tuple("support", null));
        assertThat(explained(false).dimensions()).allMatch(it -> it.band() == null);
    }

    @Test
    void shouldAskForTheTypesThatTheCardReads() {
        assertThat(Explainer.types(TestPolicies.card(), CATALOGUE))
                .contains(
                        new EventType("usage.session-started"),
                        new EventType("support.ticket-escalated"),
                        new EventType("engagement.nps-submitted"));
    }

    @Test
    void shouldSayWhereAnAccountStandsAmongHowManyPeers() {
        // Given: six sessions on a day that is over; peers have none to ten
        var peers =
                new Peers(
                        "2026-11-22",
                        0,
                        Map.of(
                                "smb",
                                Map.of(
                                        "count('usage.session-started', 7)",
                                        new Quantiles(311, List.of(0.0, 10.0)))));
        var replay =
                new Replay(
                        new AccountId("acme"),
                        new Judge(TestPolicies.amongPeers("peers"), CATALOGUE)
                                .knowing(new PeerBook(List.of(peers))),
                        CATALOGUE);
        var reporting =
                Reporting.NONE.with("usage.x", 0).with("usage.x", 90_000).with("account.x", 0);
        Story.of("acme", NOW)
                .sessions(6, 6)
                .traits(1, Map.of("segment", "smb"), Map.of())
                .events()
                .forEach(event -> replay.receive(List.of(event), reporting));
        // When
        Explanation explanation =
                Explainer.explain(
                        new AccountId("acme"),
                        replay.verdict().orElseThrow(),
                        null,
                        replay.facts(),
                        CATALOGUE);
        // Then
        Explanation.OfPeers told = Objects.requireNonNull(measure(explanation, "rank").peers());
        assertThat(told.summary())
                .isEqualTo("6, at 60 of 100 among 311 accounts in smb (peers of 2026-11-22)");
        assertThat(told.above()).isEqualByComparingTo("60");
        assertThat(measure(explained(true), "sessions").peers()).isNull();
    }

    private Explanation explained(boolean cardKnown) {
        var facts = AccountFacts.of(CATALOGUE);
        facts.loadWhole(told.rows());
        return Explainer.explain(
                new AccountId(story.id()),
                told.verdict(),
                cardKnown ? TestPolicies.card() : null,
                facts,
                CATALOGUE);
    }

    private static Explanation.OfMeasure measure(Explanation explanation, String id) {
        return explanation.dimensions().stream()
                .flatMap(it -> it.measures().stream())
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <T> BigDecimal sum(List<T> parts, Function<T, BigDecimal> number) {
        return parts.stream().map(number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
