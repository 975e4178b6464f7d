package io.keepwell.standalone.backfill;

import io.keepwell.policy.expression.RowAnswer;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.mapping.Lookup;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The lookups of an export, in memory. */
final class Tables {

    /** The most keys of all lookups together: a few hundred megabytes where values are short. */
    static final int KEYS_MAX = 1_000_000;

    private static final int LOOKS_EVERY = 1_000;

    /** No lookups. */
    static final Tables NONE = new Tables(Map.of());

    private final Map<String, Table> tables;

    private Tables(Map<String, Table> tables) {
        this.tables = tables;
    }

    /** What is known of a key, as small as it can be: there may be a million. */
    private static final class Entry {
        private final @Nullable String[] values;
        private final double[] sums;

        Entry(Lookup lookup) {
            values = new String[lookup.values().size()];
            sums = new double[lookup.sums().size()];
        }
    }

    private record Table(List<String> values, List<String> sums, Map<String, Entry> entries) {}

    /**
     * Loads all lookups.
     *
     * @param reading what the expressions may ask, without lookups
     * @param keysMax how many keys they may have together
     * @param progress is told how many rows were read
     * @throws ClientException past the most keys
     */
    static Tables load(Export export, CurrentRow reading, int keysMax, Progress progress) {
        var tables = new HashMap<String, Table>();
        int left = keysMax;
        for (Lookup lookup : export.mapping().lookups()) {
            Table table = load(export, lookup, reading, left, progress);
            left -= table.entries().size();
            tables.put(lookup.id(), table);
        }
        return new Tables(tables);
    }

    private static Table load(
            Export export, Lookup lookup, CurrentRow reading, int keysMax, Progress progress) {
        var entries = new HashMap<String, Entry>();
        progress.begin("Keys of lookup " + lookup.id(), keysMax);
        for (CsvFile file : export.files()) {
            if (file.spec().id().equals(lookup.file())) {
                try (CsvRows rows = file.open()) {
                    while (rows.hasNext()) {
                        CsvRow row = rows.next();
                        if (row.isComplete(rows.width())) {
                            reading.at(row, "");
                            add(lookup, reading, entries);
                        }
                        if (row.number() % LOOKS_EVERY == 0) {
                            progress.at(entries.size());
                        }
                        if (entries.size() > keysMax) {
                            throw new ClientException(
                                    ("lookup '%s' has too many keys: all lookups together may have"
                                                    + " %,d. Put what it gives into the file that"
                                                    + " asks for it before")
                                            .formatted(lookup.id(), KEYS_MAX));
                        }
                    }
                }
            }
        }
        return new Table(
                List.copyOf(lookup.values().keySet()),
                List.copyOf(lookup.sums().keySet()),
                entries);
    }

    /** A row without a key is left out; what is wrong with it is told when its file is sent. */
    private static void add(Lookup lookup, CurrentRow row, Map<String, Entry> entries) {
        if (!(lookup.key().evaluate(row) instanceof RowAnswer.Text(String key))) {
            return;
        }
        Entry entry = entries.computeIfAbsent(key, _ -> new Entry(lookup));
        int at = 0;
        for (RowExpression value : lookup.values().values()) {
            entry.values[at++] =
                    value.evaluate(row) instanceof RowAnswer.Text(String text) ? text : null;
        }
        at = 0;
        for (RowExpression sum : lookup.sums().values()) {
            entry.sums[at++] +=
                    sum.evaluate(row) instanceof RowAnswer.Numeric(double number) ? number : 0;
        }
    }

    Optional<String> value(String table, String key, String name) {
        Table in = table(table);
        Entry entry = in.entries().get(key);
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(entry.values[in.values().indexOf(name)]);
    }

    OptionalDouble sum(String table, String key, String name) {
        Table in = table(table);
        Entry entry = in.entries().get(key);
        return entry == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(entry.sums[in.sums().indexOf(name)]);
    }

    private Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("a checked mapping names no other lookup: " + name);
        }
        return table;
    }
}
