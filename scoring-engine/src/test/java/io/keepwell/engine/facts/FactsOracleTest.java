package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.EventType;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every question to the facts is answered as a plain look through all events would answer it. */
class FactsOracleTest {

    private static final int TODAY = 20_778;
    private static final Set<String> TYPES =
            Set.of(
                    "usage.session-started",
                    "usage.feature-used",
                    "support.csat-submitted",
                    "support.ticket-opened",
                    "commercial.arr-changed");

    private static final Comparator<CustomerEventV1> BY_TIME =
            Comparator.comparing(CustomerEventV1::occurredAt).thenComparing(CustomerEventV1::id);

    @Test
    void shouldAnswerAsALookThroughAllEventsWould() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            // Given
            List<CustomerEventV1> events = Events.random(random, 2_000, TODAY, 130);
            var rows = new Rows(ActivitySet.MEMBERS_MAX);
            rows.fold(events, TODAY);
            AccountFacts facts = rows.all(TODAY);
            for (int question = 0; question < 200; question++) {
                int from = TODAY - random.nextInt(128);
                int to = from + random.nextInt(TODAY - from + 1);
                // When
                Map<String, Object> answers = answers(facts, from, to);
                // Then
                assertThat(answers)
                        .as("rerun with -Dseed=%d, run %d, %d to %d", seed, run, from, to)
                        .isEqualTo(expected(events, from, to));
            }
            assertThat(traits(facts))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(expectedTraits(events));
        }
    }

    private static Map<String, Object> answers(AccountFacts facts, int from, int to) {
        var answers = new HashMap<String, Object>();
        for (String name : TYPES) {
            var type = new EventType(name);
            answers.put("count " + name, facts.count(type, from, to));
            answers.put("valued " + name, facts.valued(type, from, to));
            answers.put("sum " + name, plain(facts.sum(type, from, to)));
            answers.put("latest " + name, facts.latestValue(type).map(FactsOracleTest::plain));
            answers.put("recent " + name, facts.recent(type).stream().map(EventRef::id).toList());
        }
        answers.put("users", facts.active("users", from, to));
        answers.put("features", facts.active("features", from, to));
        answers.put("contacts", facts.active("contacts", from, to));
        answers.put("users of a day", facts.activeOn("users", to));
        return answers;
    }

    private static Map<String, Object> expected(List<CustomerEventV1> events, int from, int to) {
        var answers = new HashMap<String, Object>();
        for (String name : TYPES) {
            List<CustomerEventV1> ofType =
                    events.stream().filter(it -> it.type().value().equals(name)).toList();
            List<CustomerEventV1> inWindow =
                    ofType.stream().filter(it -> isWithin(it, from, to)).toList();
            List<BigDecimal> values =
                    inWindow.stream()
                            .filter(FactsOracleTest::hasNumber)
                            .map(FactsOracleTest::number)
                            .toList();
            answers.put("count " + name, (long) inWindow.size());
            answers.put("valued " + name, (long) values.size());
            answers.put(
                    "sum " + name, plain(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
            answers.put(
                    "latest " + name,
                    ofType.stream()
                            .filter(FactsOracleTest::hasNumber)
                            .max(BY_TIME)
                            .map(FactsOracleTest::number)
                            .map(FactsOracleTest::plain));
            answers.put(
                    "recent " + name,
                    ofType.stream()
                            .sorted(BY_TIME.reversed())
                            .limit(3)
                            .map(CustomerEventV1::id)
                            .toList());
        }
        Predicate<CustomerEventV1> isUsage = it -> it.type().value().startsWith("usage.");
        answers.put("users", distinctActors(events, isUsage, from, to));
        answers.put("users of a day", distinctActors(events, isUsage, to, to));
        answers.put(
                "contacts",
                distinctActors(events, it -> it.type().value().startsWith("support."), from, to));
        answers.put(
                "features",
                events.stream()
                        .filter(it -> it.type().value().equals("usage.feature-used"))
                        .filter(it -> isWithin(it, from, to))
                        .map(it -> it.attributes().text("feature").orElseThrow())
                        .distinct()
                        .count());
        return answers;
    }

    private static Map<String, Object> traits(AccountFacts facts) {
        var traits = new HashMap<String, Object>();
        for (String name : List.of("csm", "arr")) {
            facts.trait(name).ifPresent(value -> traits.put(name, String.valueOf(value.json())));
        }
        return traits;
    }

    private static Map<String, Object> expectedTraits(List<CustomerEventV1> events) {
        var traits = new HashMap<String, Object>();
        events.stream()
                .filter(it -> it.attributes().values().containsKey("csm"))
                .max(BY_TIME)
                .flatMap(it -> it.attributes().text("csm"))
                .ifPresent(csm -> traits.put("csm", csm));
        events.stream()
                .filter(it -> it.type().value().equals("commercial.arr-changed"))
                .max(BY_TIME)
                .ifPresent(it -> traits.put("arr", String.valueOf(it.value())));
        return traits;
    }

    private static long distinctActors(
            List<CustomerEventV1> events, Predicate<CustomerEventV1> which, int from, int to) {
        return events.stream()
                .filter(which)
                .filter(it -> isWithin(it, from, to))
                .map(CustomerEventV1::actorId)
                .collect(Collectors.toSet())
                .size();
    }

    private static boolean hasNumber(CustomerEventV1 event) {
        return event.value() != null || event.type().value().equals("usage.feature-used");
    }

    private static BigDecimal number(CustomerEventV1 event) {
        BigDecimal value = event.value();
        if (value == null) {
            return BigDecimal.ONE;
        }
        BigDecimal percent = value.multiply(BigDecimal.valueOf(100));
        return event.attributes()
                .number("scaleMax")
                .map(max -> percent.divide(max, 6, RoundingMode.HALF_UP))
                .orElse(value);
    }

    private static boolean isWithin(CustomerEventV1 event, int from, int to) {
        long day = event.occurredAt().getEpochSecond() / 86_400;
        return day >= from && day <= to;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
