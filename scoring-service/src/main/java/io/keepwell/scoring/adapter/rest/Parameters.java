package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.scoring.application.reading.AccountSort;
import io.keepwell.scoring.application.reading.Cursor;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request, and gathers what is wrong with them. */
final class Parameters {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int TEXT_MAX = 200;
    private static final int VALUES_MAX = 50;
    private static final String DESCENDING = "-";
    private static final String SORT_DEFAULT = "-arr";

    private static final List<String> STATUSES =
            Arrays.stream(Status.values()).map(WireName::wireName).toList();

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /**
     * How to sort.
     *
     * @param field by what
     * @param descending whether the greatest come first
     */
    record Sorting(AccountSort field, boolean descending) {}

    boolean areWrong() {
        return !errors.isEmpty();
    }

    Response problem() {
        return ProblemResponses.of(
                ProblemType.INVALID_PARAMETER.withErrors(
                        "correct the parameters that the errors name", errors));
    }

    int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        wrong(LIMIT, "must be a whole number from 1 to %d".formatted(LIMIT_MAX));
        return LIMIT_DEFAULT;
    }

    @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            wrong(
                    name,
                    "must be a time as RFC 3339 writes it, such as 2026-11-03T09:16:02Z; a '+' in"
                            + " it is sent as %2B");
            return null;
        }
    }

    boolean flag(String name, @Nullable String text) {
        if (text != null && !text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            wrong(name, "must be true or false");
        }
        return "true".equals(text);
    }

    @Nullable String text(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
            wrong(
                    name,
                    "must be at most %d characters without control characters".formatted(TEXT_MAX));
            return null;
        }
        return text;
    }

    List<String> texts(String name, List<String> values) {
        if (values.size() > VALUES_MAX) {
            wrong(name, "must stand at most %d times".formatted(VALUES_MAX));
            return List.of();
        }
        return values.stream().map(value -> text(name, value)).flatMap(Stream::ofNullable).toList();
    }

    /** What may be repeated or joined by commas. */
    List<String> list(String name, List<String> values) {
        return texts(
                name,
                values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .limit(VALUES_MAX + 1L)
                        .toList());
    }

    List<String> statuses(List<String> values) {
        List<String> statuses = list("status", values);
        if (!STATUSES.containsAll(statuses)) {
            wrong("status", "must be of " + String.join(", ", STATUSES));
        }
        return statuses;
    }

    Sorting sorting(@Nullable String text) {
        String asked = text == null || text.isEmpty() ? SORT_DEFAULT : text;
        boolean descending = asked.startsWith(DESCENDING);
        String field = descending ? asked.substring(1) : asked;
        return AccountSort.of(field)
                .map(sort -> new Sorting(sort, descending))
                .orElseGet(() -> {
                    wrong(
                            "sort",
                            "must be one of %s, with a '-' before it for the greatest first"
                                    .formatted(
                                            Arrays.stream(AccountSort.values())
                                                    .map(AccountSort::field)
                                                    .collect(Collectors.joining(", "))));
                    return new Sorting(AccountSort.ARR, true);
                });
    }

    /** The place that a cursor names, if it was given out in answer to the same question. */
    <T> @Nullable T cursor(
            @Nullable String text, String question, Function<List<@Nullable String>, T> place) {
        if (text == null || text.isEmpty() || areWrong()) {
            return null;
        }
        try {
            Cursor cursor = Cursor.parse(text);
            if (!cursor.question().equals(question)) {
                wrong(
                        CURSOR,
                        "belongs to another list, '%s', and this one is '%s'; keep sort and filters"
                                        .formatted(cursor.question(), question)
                                + " from page to page, or begin anew without a cursor");
                return null;
            }
            return place.apply(cursor.place());
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | DateTimeException noCursor) {
            wrong(CURSOR, "must be 'next' of the page before, unchanged");
            return null;
        }
    }

    private void wrong(String name, String detail) {
        errors.add(new Problem.FieldError(name, detail));
    }
}
