package io.keepwell.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Percentiles of the past, of twenty accounts: the {@code k}th begins with {@code k} sessions. */
class PeerNightsTest {

    private static final String SESSIONS = "count('usage.session-started', 7)";
    private static final PolicySet POLICIES = policies();
    private static final int ACCOUNTS = 20;
    private static final int LAST_NIGHT = 8;

    private final List<List<CustomerEventV1>> accounts = new ArrayList<>();

    PeerNightsTest() {
        for (int number = 1; number <= ACCOUNTS; number++) {
            var events = new ArrayList<CustomerEventV1>();
            events.add(
                    TestEvents.traits(
                            "t", TestEvents.at(0, 1), Map.of("segment", TestEvents.text("smb"))));
            sessions(events, "day-0-", number, TestEvents.at(0, 12), TestEvents.at(0, 12));
            accounts.add(events);
        }
    }

    @Test
    void shouldTellWhereAnAccountStoodAmongThePeersOfTheNightBefore() {
        // When
        PeerBook book = new PeerBook(counted(accounts));
        // Then: the 15th of 20 stands at (15 - 0.5) / 20; of the quantiles 0, 1 and 2 are the first
        // one's, and the last three the last one's. The night after day 0 counts on day 2
        assertThat(rank(14, book, 0)).isNull();
        assertThat(rank(14, book, 1)).isNull();
        assertThat(rank(14, book, 2)).isEqualByComparingTo("72.5");
        assertThat(rank(0, book, 2)).isEqualByComparingTo("1");
        assertThat(rank(19, book, 2)).isEqualByComparingTo("99");
    }

    @Test
    void shouldKnowOfPeersOnlyWhatWasKnownThatNight() {
        // Given: on day 2 all others have a hundred sessions; one of them was told on day 4 alone
        for (int number = 0; number < ACCOUNTS; number++) {
            if (number != 14) {
                Instant received = number == 19 ? TestEvents.at(4, 9) : TestEvents.at(2, 9);
                sessions(accounts.get(number), "day-2-", 100, TestEvents.at(2, 9), received);
            }
        }
        // When
        PeerBook book = new PeerBook(counted(accounts));
        // Then: what came on day 2 is in the night after it, which counts on day 4: 15 is the
        // least,
        // and next to it are the 20 sessions of whom more is known in the night after day 4. The
        // quantile at 7 % is nine tenths of the way from the first to the second
        assertThat(rank(14, book, 3)).isEqualByComparingTo("72.5");
        assertThat(rank(14, book, 4)).isEqualByComparingTo("1");
        assertThat(points(book, 4).get(7)).isCloseTo(0.1 * 15 + 0.9 * 20, within(1e-9));
        assertThat(points(book, 5).get(7)).isCloseTo(0.1 * 15 + 0.9 * 20, within(1e-9));
        assertThat(points(book, 6).get(7)).isCloseTo(0.1 * 15 + 0.9 * 101, within(1e-9));
    }

    @Test
    void shouldNotCountWhatWasTakenBack() {
        // Given: on day 2 the 20th takes all but one of its sessions back, by which it is the first
        for (int number = 1; number < ACCOUNTS; number++) {
            accounts.getLast()
                    .add(
                            TestEvents.event(
                                    "back-" + number,
                                    "account.event-withdrawn",
                                    TestEvents.at(2, 9),
                                    TestEvents.at(2, 9),
                                    null,
                                    null,
                                    Map.of("eventId", TestEvents.text("day-0-" + number))));
        }
        // When
        PeerBook book = new PeerBook(counted(accounts));
        // Then: fourteen others were below the 15th, and now fifteen are
        assertThat(rank(14, book, 3)).isEqualByComparingTo("72.5");
        assertThat(rank(14, book, 4)).isEqualByComparingTo("77.5");
    }

    @Test
    void shouldNotCountWhoIsGone() {
        // Given: the first of them leaves on day 2; then there are too few
        accounts.getFirst()
                .add(
                        TestEvents.event(
                                "end",
                                "commercial.contract-cancelled",
                                TestEvents.at(2, 9),
                                TestEvents.at(2, 9),
                                null,
                                null,
                                Map.of(
                                        "endsOn",
                                        TestEvents.text(
                                                LocalDate.ofEpochDay(TestEvents.DAY + 2)
                                                        .toString()))));
        // When
        PeerBook book = new PeerBook(counted(accounts));
        // Then
        assertThat(rank(14, book, 3)).isEqualByComparingTo("72.5");
        assertThat(rank(14, book, 4)).isNull();
    }

    @Test
    void shouldCountTheSameInWhateverOrderOnWhateverThreadsAndInWhateverPasses() {
        // Given
        List<Peers> wanted = counted(accounts);
        for (int number = 0; number < ACCOUNTS; number++) {
            Collections.shuffle(accounts.get(number), new Random(number));
        }
        // When: two threads, and two passes
        var counted = new ArrayList<Peers>();
        for (int first = 1; first <= LAST_NIGHT; first += 4) {
            PeerNights one = nights(first, first + 3);
            PeerNights other = nights(first, first + 3);
            for (int number = ACCOUNTS - 1; number >= 0; number--) {
                backtest().count(accounts.get(number), number % 3 == 0 ? one : other);
            }
            one.include(other);
            counted.addAll(one.counted());
        }
        // Then
        assertThat(counted).isEqualTo(wanted);
        assertThat(wanted).hasSize(LAST_NIGHT);
        assertThat(wanted.getLast().version())
                .isEqualTo(LocalDate.ofEpochDay(TestEvents.DAY + LAST_NIGHT).toString());
    }

    private List<Peers> counted(List<List<CustomerEventV1>> all) {
        PeerNights nights = nights(1, LAST_NIGHT);
        all.forEach(events -> backtest().count(events, nights));
        return nights.counted();
    }

    private PeerNights nights(int first, int last) {
        return backtest().nights(POLICIES, TestEvents.DAY + first, TestEvents.DAY + last);
    }

    private Backtest backtest() {
        return new Backtest(
                new BacktestSettings(
                        TestEvents.DAY,
                        TestEvents.DAY + LAST_NIGHT + 1,
                        0,
                        List.of(1),
                        ChurnRule.STANDARD,
                        1),
                timeline(),
                EventCatalogue.standard());
    }

    private ReportingTimeline timeline() {
        return ReportingTimeline.of(accounts.stream().flatMap(List::stream).toList());
    }

    /** The rank that an account had at a day's end. */
    private @Nullable BigDecimal rank(int number, PeerBook book, int day) {
        Judge judge = TestPolicies.judge(POLICIES).knowing(book);
        var life = new Life(EventCatalogue.standard(), List.of(judge), TestEvents.DAY);
        ReportingTimeline timeline = timeline();
        for (int on = TestEvents.DAY; on <= TestEvents.DAY + day; on++) {
            for (CustomerEventV1 event : accounts.get(number)) {
                if (Days.of(event.receivedAt()) == on) {
                    life.fold(event, on);
                }
            }
            life.judge(on, timeline.at(Days.begin(on + 1).minusMillis(1)));
        }
        MeasureScore measure = life.verdict(0).score().measures().getFirst();
        return measure.value();
    }

    private static List<Double> points(PeerBook book, int day) {
        Map<String, Quantiles> spreads =
                book.on(TestEvents.DAY + day).orElseThrow().of("smb").metrics();
        return Objects.requireNonNull(spreads.get(SESSIONS)).points();
    }

    private static void sessions(
            List<CustomerEventV1> events,
            String id,
            int count,
            Instant occurredAt,
            Instant receivedAt) {
        for (int number = 0; number < count; number++) {
            events.add(
                    TestEvents.event(
                            id + number,
                            "usage.session-started",
                            occurredAt,
                            receivedAt,
                            null,
                            null,
                            Map.of()));
        }
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
