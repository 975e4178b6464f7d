package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An account that does as much on each day lives through its days event by event: at no moment of a
 * day does it look as if it fell or rose, however its day is spread over the hours.
 */
class TrendSignalsTest {

    private static final String SESSION = "usage.session-started";
    private static final int FIRST_DAY = 20_700;
    private static final int HALF = 28;
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Set<String> TRENDS =
            Set.of(
                    "usage-decline",
                    "escalations-rising",
                    "usage-below-usual",
                    "usage-far-below-usual");

    private final Judge judge =
            Judge.silent(Bundles.read(Bundles.DEFAULT), EventCatalogue.standard());
    private final Set<String> raised = new HashSet<>();
    private int events;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverRaiseATrendOfAnAccountThatDoesAsMuchOnEachDay(int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int daily = random.nextInt(1, 7);
        // What begins does rise: only then is it as usual.

        live(random, 170, 130, Set.of(SESSION, "support.ticket-escalated"), _ -> daily);

        assertThat(raised).as("%d events a day, seed %d", daily, seed).isEmpty();
    }

    @ParameterizedTest(name = "{0} a day, then {1}: {2}")
    @CsvSource({"7, 5, false", "10, 7, false", "10, 6, true", "3, 2, true"})
    void shouldRaiseUsageDeclineAtNoMomentAtJust30PercentAsA5Asks(
            int before, int after, boolean falls) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(before);

        live(random, 2 * HALF + 10, 0, Set.of(SESSION), day -> day < HALF ? before : after);

        assertThat(raised.contains("usage-decline")).isEqualTo(falls);
    }

    @Test
    void shouldKnowADeclineWhenTheDayBeginsThatFollowsItsLast() {
        // Given 10 a day for 47 days, and then nobody comes for nine: 190 in 28 days after 280
        var account = new Replay(new AccountId("acme"), judge, EventCatalogue.standard());
        for (int day = 0; day < 2 * HALF - 9; day++) {
            receive(account, FIRST_DAY + day, 12 * 3_600, SESSION, 10);
        }
        int ninth = FIRST_DAY + 2 * HALF - 1;
        // When the ninth day ends
        // Then it is known at its midnight and not an hour before, when it was 200 after 270
        account.advance(Days.begin(ninth + 1).minusSeconds(3_600), reporting(ninth));
        assertThat(account.verdict().orElseThrow().signals()).doesNotContainKey("usage-decline");
        account.advance(Days.begin(ninth + 1), reporting(ninth + 1));
        assertThat(account.verdict().orElseThrow().signals()).containsKey("usage-decline");
    }

    /** Lives so many days, and notes which trends were raised from some day on. */
    private void live(
            RandomGenerator random,
            int days,
            int noteFrom,
            Set<String> types,
            IntUnaryOperator daily) {
        var account = new Replay(new AccountId("acme"), judge, EventCatalogue.standard());
        for (int day = 0; day < days; day++) {
            int today = FIRST_DAY + day;
            account.advance(Days.begin(today), reporting(today));
            note(account, day >= noteFrom);
            long[] seconds = random.longs(daily.applyAsInt(day), 0, DAY_SECONDS).sorted().toArray();
            for (long second : seconds) {
                for (String type : types) {
                    receive(account, today, second, type, 1);
                    note(account, day >= noteFrom);
                }
            }
        }
    }

    private void note(Replay account, boolean isLongEnough) {
        account.verdict()
                .filter(_ -> isLongEnough)
                .ifPresent(verdict ->
                        verdict.signals().keySet().stream()
                                .filter(TRENDS::contains)
                                .forEach(raised::add));
    }

    private void receive(Replay account, int day, long second, String type, int times) {
        Instant at = Days.begin(day).plusSeconds(second);
        List<CustomerEventV1> together = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            together.add(
                    new CustomerEventV1(
                            "e-" + events++,
                            new SourceName("test"),
                            new AccountId("acme"),
                            new EventType(type),
                            at,
                            at,
                            "user-" + time,
                            null,
                            Attributes.NONE,
                            null));
        }
        account.receive(together, reporting(day));
    }

    /** Of other customers the same systems tell on every day: none is silent. */
    private static Reporting reporting(int day) {
        Reporting reporting = Reporting.NONE;
        for (String type : List.of(SESSION, "support.ticket-escalated")) {
            reporting = reporting.with(type, FIRST_DAY - 1).with(type, day);
        }
        return reporting;
    }
}
