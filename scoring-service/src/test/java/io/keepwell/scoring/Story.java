package io.keepwell.scoring;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened to an account, told event by event, and what the engine makes of it. */
public final class Story {

    private static final SourceName PRODUCT = new SourceName("product");

    private final AccountId id;
    private final Instant now;
    private final List<CustomerEventV1> events = new ArrayList<>();

    private Story(String id, Instant now) {
        this.id = new AccountId(id);
        this.now = now;
    }

    /** Begins one. */
    public static Story of(String id, Instant now) {
        return new Story(id, now);
    }

    /** The account's id. */
    public String id() {
        return id.value();
    }

    /** What has been told, in order. */
    public List<CustomerEventV1> events() {
        return List.copyOf(events);
    }

    /** Tells traits. */
    public Story traits(int daysAgo, Map<String, String> texts, Map<String, String> numbers) {
        var values = new HashMap<String, AttributeValue>();
        texts.forEach((name, value) -> values.put(name, new AttributeValue.Text(value)));
        numbers.forEach((name, value) ->
                values.put(name, new AttributeValue.Numeric(new BigDecimal(value))));
        return event("account.updated", daysAgo, null, null, values);
    }

    /** Tells so many sessions, each of another user. */
    public Story sessions(int count, int daysAgo) {
        for (int user = 0; user < count; user++) {
            var _ = event("usage.session-started", daysAgo, "u" + user, null, Map.of());
        }
        return this;
    }

    /** Tells an escalation. */
    public Story escalation(int daysAgo) {
        return event("support.ticket-escalated", daysAgo, null, null, Map.of());
    }

    private Story event(
            String type,
            int daysAgo,
            @Nullable String actor,
            @Nullable BigDecimal value,
            Map<String, AttributeValue> attributes) {
        Instant at = now.minusSeconds(daysAgo * 86_400L + 3_600).plusMillis(events.size() * 1_000L);
        events.add(
                new CustomerEventV1(
                        "%s-%d".formatted(id.value(), events.size()),
                        PRODUCT,
                        id,
                        new EventType(type),
                        at,
                        at,
                        actor,
                        value,
                        new Attributes(attributes),
                        null));
        return this;
    }

    /**
     * What comes of it.
     *
     * @param verdict the last
     * @param rows of facts
     * @param changes in order
     */
    public record Told(Verdict verdict, Map<ChunkKey, byte[]> rows, List<Change> changes) {}

    /** Has the engine judge it, event by event, as if read at these places. */
    public Told told(List<Place> places) {
        Judge judge = TestPolicies.judge();
        var facts = AccountFacts.of(EventCatalogue.standard());
        var account = new AccountCase(id, facts, null);
        Reporting reporting = Reporting.NONE;
        var rows = new HashMap<ChunkKey, byte[]>();
        var changes = new ArrayList<Change>();
        for (int i = 0; i < events.size(); i++) {
            CustomerEventV1 event = events.get(i);
            Place place = places.get(i);
            Instant at = account.timeOf(event.receivedAt(), now);
            reporting =
                    reporting.with(
                            event.type().value(),
                            (int) Math.floorDiv(event.occurredAt().toEpochMilli(), 86_400_000L));
            Reporting known = reporting;
            loaded(facts, () -> account.advance(judge, known, at, place));
            loaded(facts, () -> facts.missing(event));
            var _ = account.fold(event, at);
            loaded(facts, () -> account.judge(judge, known, List.of(event), at, place));
        }
        Place last = places.getLast();
        Reporting known = reporting;
        loaded(facts, () -> account.advance(judge, known, now, last));
        rows.putAll(facts.drain().written());
        changes.addAll(account.takeChanges());
        return new Told(account.verdict().orElseThrow(), rows, changes);
    }

    private static void loaded(AccountFacts facts, Supplier<Collection<ChunkKey>> step) {
        for (Collection<ChunkKey> missing = step.get(); !missing.isEmpty(); missing = step.get()) {
            facts.load(missing, Map.of());
        }
    }
}
