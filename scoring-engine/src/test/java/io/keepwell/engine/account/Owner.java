package io.keepwell.engine.account;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Changes;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.HealthChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds one account as a service would: rows and bytes, taken up for each batch of events. */
public final class Owner {

    static final Instant NOW = TestEvents.at(10_000, 0);

    private final Map<ChunkKey, byte[]> rows = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private byte @Nullable [] verdict;
    private Reporting reporting;
    private AccountCase taken;
    private long offset;

    public Owner(Reporting reporting) {
        this.reporting = reporting;
        this.taken = takeUp();
    }

    /** Takes events in and lets the account go. */
    void take(Judge judge, List<CustomerEventV1> events) {
        events.forEach(event -> take(judge, event));
        letGo();
    }

    public void take(Judge judge, CustomerEventV1 event) {
        Instant at = taken.timeOf(event.receivedAt(), NOW);
        advance(judge, at);
        offset++;
        load(() -> taken.facts().missing(event));
        taken.fold(event, at);
        reporting = reporting.with(event.type().value(), Days.of(event.occurredAt()));
        load(() -> taken.judge(judge, reporting, List.of(event), at, place()));
        changes.addAll(taken.takeChanges());
    }

    public void advance(Judge judge, Instant at) {
        load(() -> taken.advance(judge, reporting, at, place()));
        changes.addAll(taken.takeChanges());
    }

    void adopt(Judge judge, @Nullable Verdict reconstructed, Instant at) {
        load(() -> taken.adopt(reconstructed, judge, reporting, at, place()));
        changes.addAll(taken.takeChanges());
    }

    /** Folds an event in that a backfill brought: without a look at what it means. */
    void backfill(CustomerEventV1 event, Instant at) {
        load(() -> taken.facts().missing(event));
        taken.fold(event, at);
        reporting = reporting.with(event.type().value(), Days.of(event.occurredAt()));
    }

    /** Stores what has changed and begins anew from what was stored. */
    public void letGo() {
        Changes written = taken.facts().drain();
        written.dropped().forEach(type -> rows.keySet().removeIf(key -> isOf(key, "type/" + type)));
        rows.keySet().removeAll(written.removed());
        rows.putAll(written.written());
        taken.takeVerdict().ifPresent(it -> verdict = VerdictCodec.encode(it));
        taken = takeUp();
    }

    public Verdict verdict() {
        return taken.verdict().orElseThrow();
    }

    Reporting reporting() {
        return reporting;
    }

    public List<Change> changes() {
        return List.copyOf(changes);
    }

    List<HealthChange> messages() {
        return changes.stream().flatMap(change -> change.messages().stream()).toList();
    }

    /** All that is stored, by key. */
    Map<String, String> stored() {
        letGo();
        var stored = new TreeMap<String, String>();
        rows.forEach((key, row) -> stored.put(key.text(), hex(row)));
        if (verdict != null) {
            stored.put("verdict", hex(verdict));
        }
        return stored;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private Place place() {
        return new Place(0, offset);
    }

    private AccountCase takeUp() {
        return new AccountCase(
                TestEvents.ACME,
                AccountFacts.of(EventCatalogue.standard()),
                verdict == null ? null : VerdictCodec.decode(verdict));
    }

    private void load(Supplier<? extends Collection<ChunkKey>> work) {
        for (var missing = work.get(); !missing.isEmpty(); missing = work.get()) {
            taken.facts().load(missing, rows);
        }
    }

    private static boolean isOf(ChunkKey key, String prefix) {
        return key.text().equals(prefix) || key.text().startsWith(prefix + "/");
    }
}
