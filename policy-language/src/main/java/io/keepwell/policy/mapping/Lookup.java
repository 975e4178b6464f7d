package io.keepwell.policy.mapping;

import io.keepwell.policy.expression.RowExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is taken from one file to be looked up for the rows of others. Rows without a key are left
 * out.
 *
 * @param id its name
 * @param file the id of the file that it is of
 * @param key what it is looked up by, a text
 * @param values texts by their names; of several rows with one key, the last one's count
 * @param sums numbers by their names, summed over all rows with one key
 */
public record Lookup(
        String id,
        String file,
        RowExpression key,
        Map<String, RowExpression> values,
        Map<String, RowExpression> sums) {

    /** Copies the maps, in order. */
    public Lookup {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }
}
