package io.keepwell.engine.facts;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One account's rows, as a database would hold them; it gives out only what it is asked for. */
final class Rows {

    private final Map<ChunkKey, byte[]> rows = new HashMap<>();
    private final int membersMax;

    Rows(int membersMax) {
        this.membersMax = membersMax;
    }

    /** Folds some events into a working copy that begins empty, and stores what has changed. */
    void fold(List<CustomerEventV1> events, int today) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard(), membersMax);
        for (CustomerEventV1 event : events) {
            for (var missing = facts.missing(event);
                    !missing.isEmpty();
                    missing = facts.missing(event)) {
                facts.load(missing, rows);
            }
            facts.fold(event, today);
        }
        store(facts.drain());
    }

    /** A working copy with everything loaded. */
    AccountFacts all(int today) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard(), membersMax);
        facts.load(List.of(new ChunkKey.OfProfile()), rows);
        facts.load(rows.keySet(), rows);
        for (var missing = FactsText.missing(facts, today);
                !missing.isEmpty();
                missing = FactsText.missing(facts, today)) {
            facts.load(missing, rows);
        }
        return facts;
    }

    List<String> text(int today) {
        return FactsText.lines(all(today), today);
    }

    /** The rows as they lie, by key. */
    Map<String, List<Byte>> bytes() {
        var found = new TreeMap<String, List<Byte>>();
        rows.forEach((key, row) -> found.put(key.text(), boxed(row)));
        return found;
    }

    int largest() {
        return rows.values().stream().mapToInt(row -> row.length).max().orElse(0);
    }

    private void store(Changes changes) {
        rows.keySet()
                .removeIf(key ->
                        changes.dropped().stream()
                                .anyMatch(type ->
                                        key.text().equals("type/" + type)
                                                || key.text().startsWith("type/" + type + "/")));
        rows.keySet().removeAll(changes.removed());
        rows.putAll(changes.written());
    }

    private static List<Byte> boxed(byte[] row) {
        var boxed = new java.util.ArrayList<Byte>(row.length);
        for (byte b : row) {
            boxed.add(b);
        }
        return boxed;
    }
}
