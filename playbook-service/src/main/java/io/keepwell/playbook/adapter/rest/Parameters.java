package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.WireName;
import io.keepwell.playbook.application.reading.Cursor;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request, and gathers what is wrong with them. */
final class Parameters {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    /** Asks for things in whatever state. */
    static final String ALL = "all";

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int TEXT_MAX = 200;

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
        if (text != null && !text.isEmpty()) {
            try {
                int limit = Integer.parseInt(text);
                if (limit >= 1 && limit <= LIMIT_MAX) {
                    return limit;
                }
            } catch (NumberFormatException noNumber) {
                // Told below.
            }
            wrong(LIMIT, "must be a whole number from 1 to %d".formatted(LIMIT_MAX));
        }
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

    @Nullable UUID id(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            wrong(name, "must be an id such as 019a6f2e-7c1a-7c3e-9d3a-000000000012");
            return null;
        }
    }

    /** One of a closed list. */
    <E extends Enum<E> & WireName> @Nullable E one(
            String name, @Nullable String text, Class<E> kind) {
        return text == null || text.isEmpty() ? null : find(name, text, kind, "");
    }

    /** One of a closed list, or none for all of them. */
    <E extends Enum<E> & WireName> @Nullable E oneOrAll(
            String name, @Nullable String text, Class<E> kind, @Nullable E otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        return text.equals(ALL) ? null : find(name, text, kind, ", " + ALL);
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
                        "belongs to another list, '%s', and this one is '%s'; keep the filters from"
                                        .formatted(cursor.question(), question)
                                + " page to page, or begin anew without a cursor");
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

    private <E extends Enum<E> & WireName> @Nullable E find(
            String name, String text, Class<E> kind, String more) {
        for (E one : kind.getEnumConstants()) {
            if (one.wireName().equals(text)) {
                return one;
            }
        }
        wrong(
                name,
                "must be one of "
                        + Arrays.stream(kind.getEnumConstants())
                                .map(WireName::wireName)
                                .collect(Collectors.joining(", "))
                        + more);
        return null;
    }

    private void wrong(String name, String detail) {
        errors.add(new Problem.FieldError(name, detail));
    }
}
