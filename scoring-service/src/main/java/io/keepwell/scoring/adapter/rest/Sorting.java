package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.rest.Parameters;
import io.keepwell.scoring.application.reading.AccountSort;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to sort.
 *
 * @param field by what
 * @param descending whether the greatest come first
 */
record Sorting(AccountSort field, boolean descending) {

    private static final String DESCENDING = "-";
    private static final String DEFAULT = "-arr";

    /** Reads parameter {@code sort}. */
    static Sorting of(Parameters parameters, @Nullable String text) {
        String asked = text == null || text.isEmpty() ? DEFAULT : text;
        boolean descending = asked.startsWith(DESCENDING);
        String field = descending ? asked.substring(1) : asked;
        return AccountSort.of(field)
                .map(sort -> new Sorting(sort, descending))
                .orElseGet(() -> {
                    parameters.wrong(
                            "sort",
                            "must be one of %s, with a '-' before it for the greatest first"
                                    .formatted(
                                            Arrays.stream(AccountSort.values())
                                                    .map(AccountSort::field)
                                                    .collect(Collectors.joining(", "))));
                    return new Sorting(AccountSort.ARR, true);
                });
    }
}
