package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.application.reading.Cursor;
import io.keepwell.model.WireName;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final List<Problem.FieldError> errors = new ArrayList<>();

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

    /** What may be repeated. */
    Set<String> texts(String name, List<String> values) {
        if (values.size() > VALUES_MAX) {
            wrong(name, "must stand at most %d times".formatted(VALUES_MAX));
            return Set.of();
        }
        return values.stream()
                .map(value -> text(name, value))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    /** What may be repeated or joined by commas. */
    Set<String> list(String name, List<String> values) {
        return texts(
                name,
                values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .limit(VALUES_MAX + 1L)
                        .toList());
    }

    /** Values of a closed list, repeated or joined by commas. */
    <E extends Enum<E> & WireName> Set<E> values(String name, List<String> asked, List<E> allowed) {
        var found = new LinkedHashSet<E>();
        for (String value : list(name, asked)) {
            Optional<E> named =
                    allowed.stream().filter(it -> it.wireName().equals(value)).findFirst();
            if (named.isEmpty()) {
                wrongValue(name, allowed.stream().map(WireName::wireName).toList());
                return Set.of();
            }
            found.add(named.get());
        }
        return found;
    }

    void wrongValue(String name, List<String> allowed) {
        wrong(name, "must be of " + String.join(", ", allowed));
    }

    /** The place that a cursor names, if it was given out in answer to the same question. */
    <T> @Nullable T cursor(
            @Nullable String text, String question, Function<List<String>, T> place) {
        if (text == null || text.isEmpty() || areWrong()) {
            return null;
        }
        try {
            Cursor cursor = Cursor.parse(text);
            if (!cursor.question().equals(question)) {
                wrong(
                        CURSOR,
                        "belongs to another list, '%s', and this one is '%s'; keep the filters from page to page, or begin anew without a cursor"
                                .formatted(cursor.question(), question));
                return null;
            }
            return place.apply(cursor.place());
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | DateTimeException noCursor) {
            wrong(CURSOR, "must be 'next' of the page before, unchanged");
            return null;
        }
    }

    private void wrong(String name, String detail) {
        errors.add(new Problem.FieldError(name, detail));
    }
}
