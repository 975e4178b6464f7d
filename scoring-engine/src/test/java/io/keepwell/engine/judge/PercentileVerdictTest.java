package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Replay;
import io.keepwell.engine.explain.Difference;
import io.keepwell.engine.explain.DifferenceWords;
import io.keepwell.engine.explain.HistoryStep;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Verdicts that hold accounts against peers. */
class PercentileVerdictTest {

    private static final String SESSIONS = "count('usage.session-started', 7)";
    private static final Reporting REPORTING =
            Reporting.NONE.with("usage.x", 0).with("usage.x", 90_000).with("account.x", 90_000);
    private static final Judge JUDGE = TestPolicies.judge(policies());

    @Test
    void shouldTellWhereTheAccountStandsByWholeDays() {
        Replay replay = lived(book(peers(1, 100, 8)));

        // Three sessions until yesterday, of 0 to 8 that peers have; one more today.
        MeasureScore measure = measure(replay);
        assertThat(measure.value()).isEqualByComparingTo("37.5");
        assertThat(measure.peers())
                .isEqualTo(
                        new PeerStanding(
                                version(1),
                                SESSIONS,
                                new BigDecimal("3.000000"),
                                new BigDecimal("37.500000"),
                                100));
        assertThat(replay.verdict().orElseThrow().peersVersion()).hasValue(version(1));
    }

    @Test
    void shouldHaveNoDataWithTooFewPeersOrWithoutAny() {
        assertThat(measure(lived(book(peers(1, 19, 8)))).missing())
                .isEqualTo("percentile(" + SESSIONS + ")");
        assertThat(measure(lived(book(peers(1, 20, 8)))).value()).isNotNull();
        assertThat(measure(lived(PeerBook.NONE)).value()).isNull();
        assertThat(measure(lived(book(peers(4, 100, 8)))).value())
                .as("a snapshot that counts from tomorrow on")
                .isNull();
    }

    @Test
    void shouldJudgeByOtherPeersFromTheDayOnOnWhichTheyCount() {
        Replay replay = lived(book(peers(1, 100, 8), peers(4, 100, 4)));
        assertThat(measure(replay).value()).isEqualByComparingTo("37.5");

        Verdict before = replay.verdict().orElseThrow();
        replay.takeChanges();

        replay.advance(TestEvents.at(4, 0), REPORTING);

        // Four of 0 to 4.
        assertThat(measure(replay).value()).isEqualByComparingTo("100");
        List<Change> changes = replay.takeChanges();
        assertThat(sentence(before, changes, replay.verdict().orElseThrow()))
                .contains("The rank from 37.5 to 100 among its peers (+62.5)");
        assertThat(replay.verdict().orElseThrow().peersVersion()).hasValue(version(4));
        assertThat(changes.getLast().cause().kind().wireName()).isEqualTo("time");
    }

    @Test
    void shouldFindOtherPeersAtOnceInAnotherSegment() {
        Replay replay = lived(book(peers(1, 100, 8)));

        replay.receive(List.of(segment("elsewhere", 3, 13)), REPORTING);

        assertThat(measure(replay).value()).isNull();
    }

    @Test
    void shouldNotRestWhileAnyNightMayBringPeers() {
        Replay replay = lived(PeerBook.NONE);
        replay.advance(TestEvents.at(30, 0), REPORTING);
        Verdict verdict = replay.verdict().orElseThrow();
        // Whose rows are not at hand does not rest either.
        var sessions = new EventType("usage.session-started");
        AccountFacts facts = replay.facts();
        facts.load(facts.missing(sessions, TestEvents.DAY, TestEvents.DAY + 90), Map.of());

        assertThat(JUDGE.restsUntil(replay.facts(), verdict, REPORTING, 40))
                .isEqualTo(TestEvents.DAY + 31);
    }

    @Test
    void shouldCountOnlyWhoIsThereAndAskOnlyOfDaysThatAreOver() {
        // Given
        var census =
                new PeerCensus(
                        JUDGE.policies(), EventCatalogue.standard(), REPORTING, TestEvents.DAY + 3);
        Replay replay = lived(PeerBook.NONE);
        Verdict verdict = replay.verdict().orElseThrow();
        for (int account = 0; account < 20; account++) {
            assertThat(census.add(replay.facts(), verdict)).isEmpty();
        }
        Replay gone = lived(PeerBook.NONE);
        gone.receive(
                List.of(
                        TestEvents.event(
                                "end",
                                "commercial.contract-cancelled",
                                TestEvents.at(2, 1),
                                TestEvents.at(3, 13),
                                null,
                                null,
                                Map.of(
                                        "endsOn",
                                        TestEvents.text(
                                                LocalDate.ofEpochDay(TestEvents.DAY + 2)
                                                        .toString())))),
                REPORTING);
        assertThat(gone.facts().contract().isGoneOn(TestEvents.DAY + 3)).isTrue();
        census.add(gone.facts(), verdict);
        // When
        Peers peers = census.counted(TestEvents.DAY + 4);
        // Then
        assertThat(peers.version()).isEqualTo(version(3));
        Quantiles sessions = Objects.requireNonNull(peers.of("smb").metrics().get(SESSIONS));
        assertThat(sessions.accounts()).isEqualTo(20);
        assertThat(sessions.points()).containsOnly(3.0);
    }

    /** A session on each of four days, the last at noon of day 3; judged then. */
    private static Replay lived(PeerBook book) {
        Replay replay = new Replay(TestEvents.ACME, JUDGE.knowing(book), EventCatalogue.standard());
        replay.receive(List.of(segment("smb", 0, 1)), REPORTING);
        for (int day = 0; day < 4; day++) {
            replay.receive(
                    List.of(
                            TestEvents.event(
                                    "e" + day, "usage.session-started", TestEvents.at(day, 12))),
                    REPORTING);
        }
        return replay;
    }

    private static String sentence(Verdict from, List<Change> changes, Verdict to) {
        List<HistoryStep> steps =
                changes.stream()
                        .map(it ->
                                new HistoryStep(
                                        it.verdict(), it.previousScore(), it.parts(), it.cause()))
                        .toList();
        Scorecard card = Objects.requireNonNull(JUDGE.policies().scorecards().get("peers")).value();
        return new DifferenceWords(new CardNames(card))
                .sentence(Difference.between(from, steps, to), LocalDate.of(2026, 11, 3));
    }

    private static CustomerEventV1 segment(String segment, int day, int hour) {
        return TestEvents.traits(
                segment, TestEvents.at(day, hour), Map.of("segment", TestEvents.text(segment)));
    }

    private static MeasureScore measure(Replay replay) {
        return replay.verdict().orElseThrow().score().measures().getFirst();
    }

    private static PeerBook book(Peers... peers) {
        return new PeerBook(List.of(peers));
    }

    /** Peers who have from nothing to so many sessions, from a day on. */
    private static Peers peers(int day, int accounts, double most) {
        return new Peers(
                version(day),
                TestEvents.DAY + day,
                Map.of("smb", Map.of(SESSIONS, new Quantiles(accounts, List.of(0.0, most)))));
    }

    private static String version(int day) {
        return LocalDate.ofEpochDay(Days.of(TestEvents.at(day, 0))).toString();
    }

    private static PolicySet policies() {
        return TestPolicies.policies(
                "p1",
                TestPolicies.card(
                        "peers",
                        Scorecard.BandOn.SHOWN,
                        null,
                        "0",
                        TestPolicies.dimension(
                                "usage",
                                "1",
                                TestPolicies.measure(
                                        "rank",
                                        "1",
                                        TestPolicies.number("percentile(" + SESSIONS + ")")))));
    }
}
