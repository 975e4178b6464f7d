package io.keepwell.policy.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What expressions over the rows of a file, or the items of a webhook, may name.
 *
 * @param cell what a cell is called: "column" or "field"
 * @param columns the declared cells, in order
 * @param tables the lookups by their ids
 */
public record RowNames(String cell, List<String> columns, Map<String, Table> tables) {

    /** Copies the collections. */
    public RowNames {
        columns = List.copyOf(columns);
        tables = Map.copyOf(tables);
    }

    /**
     * What a lookup has for each key.
     *
     * @param values the names of its texts
     * @param sums the names of its sums
     */
    public record Table(Set<String> values, Set<String> sums) {
        /** Copies the sets. */
        public Table {
            values = Set.copyOf(values);
            sums = Set.copyOf(sums);
        }
    }

    /**
     * Of the rows of a file.
     *
     * @param columns the declared columns, in order
     * @param tables the lookups by their ids
     * @return the names
     */
    public static RowNames ofColumns(List<String> columns, Map<String, Table> tables) {
        return new RowNames("column", columns, tables);
    }

    /**
     * Of the items of a webhook.
     *
     * @param fields the declared fields, in order
     * @return the names
     */
    public static RowNames ofFields(List<String> fields) {
        return new RowNames("field", fields, Map.of());
    }
}
