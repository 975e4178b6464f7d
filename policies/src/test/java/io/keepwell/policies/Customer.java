package io.keepwell.policies;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.PolicySet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A customer by what has happened to them, judged by policies on one day. */
final class Customer {

    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");

    private final EventCatalogue catalogue = EventCatalogue.standard();
    private final AccountFacts facts = AccountFacts.of(catalogue);
    private Reporting reporting = Reporting.NONE;
    private int events;

    /** Something happened so many days ago. */
    Customer saw(String type, int daysAgo) {
        return saw(type, daysAgo, null, null, Map.of());
    }

    /** The same, so often. */
    Customer saw(int times, String type, int daysAgo) {
        for (int time = 0; time < times; time++) {
            saw(type, daysAgo);
        }
        return this;
    }

    /** So many users were there so many days ago. */
    Customer sawUsers(int users, int daysAgo) {
        for (int user = 0; user < users; user++) {
            saw("usage.session-started", daysAgo, "user-" + user, null, Map.of());
        }
        return this;
    }

    /** Something with a number happened so many days ago. */
    Customer sawValue(String type, int daysAgo, String value, Map<String, String> numbers) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        numbers.forEach((name, number) ->
                attributes.put(name, new AttributeValue.Numeric(new BigDecimal(number))));
        return saw(type, daysAgo, null, value, attributes);
    }

    /** Something with a date, so many days ahead of today, happened so many days ago. */
    Customer sawDate(String type, int daysAgo, String name, int daysAhead) {
        return saw(
                type,
                daysAgo,
                null,
                null,
                Map.of(name, new AttributeValue.Text("" + today().plusDays(daysAhead))));
    }

    /** Something with a text happened so many days ago. */
    Customer sawText(String type, int daysAgo, String name, String text) {
        return saw(type, daysAgo, null, null, Map.of(name, new AttributeValue.Text(text)));
    }

    /** Somebody did something so many days ago. */
    Customer sawPerson(String person, String type, int daysAgo) {
        return saw(type, daysAgo, person, null, Map.of());
    }

    /** The first contract began so many days ago, and the current one ends so many days ahead. */
    Customer withContract(int startedDaysAgo, int endsInDays) {
        return withDate("contractStartedOn", -startedDaysAgo).withDate("renewalDate", endsInDays);
    }

    /** A date that is known of the account, so many days ahead of today. */
    Customer withDate(String trait, int daysAhead) {
        return sawDate("account.updated", 0, trait, daysAhead);
    }

    /** What is known of the account. */
    Customer with(String trait, String number) {
        return saw(
                "account.updated",
                1,
                null,
                null,
                Map.of(trait, new AttributeValue.Numeric(new BigDecimal(number))));
    }

    /** The signals that hold. */
    Set<String> signals(PolicySet policies) {
        return verdict(policies).signals().keySet();
    }

    /** The first verdict on them. */
    Verdict verdict(PolicySet policies) {
        return verdict(policies, null, 0);
    }

    /** The verdict of so many days ago, by what has happened until now, after another one. */
    Verdict verdict(PolicySet policies, @Nullable Verdict before, int daysAgo) {
        var judge = new Judge(policies, catalogue);
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        var hearing = new Hearing(facts, before, reporting, at, CauseKind.BEHAVIOUR, null);
        while (true) {
            switch (judge.judge(hearing)) {
                case Judgement.Given(Verdict verdict) -> {
                    return verdict;
                }
                case Judgement.Missing(Set<ChunkKey> rows) -> loadNothing(rows);
            }
        }
    }

    private Customer saw(
            String type,
            int daysAgo,
            @Nullable String actor,
            @Nullable String value,
            Map<String, AttributeValue> attributes) {
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        var event =
                new CustomerEventV1(
                        "e-" + events++,
                        new SourceName("test"),
                        new AccountId("acme"),
                        new EventType(type),
                        at,
                        at,
                        actor,
                        value == null ? null : new BigDecimal(value),
                        new Attributes(attributes),
                        null);
        Collection<ChunkKey> missing = facts.missing(event);
        while (!missing.isEmpty()) {
            loadNothing(missing);
            missing = facts.missing(event);
        }
        var _ = facts.fold(event, Days.of(NOW));
        // Of other customers the same systems tell to this day: none is silent.
        reporting = reporting.with(type, Days.of(at)).with(type, Days.of(NOW));
        return this;
    }

    private void loadNothing(Collection<ChunkKey> rows) {
        facts.load(rows, Map.of());
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    }
}
