package io.keepwell.policy.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What expressions over the rows of a file may name.
 *
 * @param columns the declared columns, in order
 * @param tables the lookups by their ids
 */
public record RowNames(List<String> columns, Map<String, Table> tables) {

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
}
