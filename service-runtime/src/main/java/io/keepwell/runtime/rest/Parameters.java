package io.keepwell.runtime.rest;

import io.keepwell.model.WireName;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.paging.Cursor;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a request, and gathers what is wrong with them. What is empty counts as
 * absent; what is wrong is read as absent, too.
 */
public final class Parameters {

    /** How many items a page holds at most, 1 to 200; 50 by default. */
    public static final String LIMIT = "limit";

    /** Where the page before ended. */
    public static final String CURSOR = "cursor";

    /** Asks for things in whatever state. */
    public static final String ALL = "all";

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int TEXT_MAX = 200;
    private static final int VALUES_MAX = 50;

    private final String kept;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    /** Of a list with filters, or of no list. */
    public Parameters() {
        this("the filters");
    }

    /**
     * Of a list.
     *
     * @param kept what must be the same on every page, for people
     */
    public Parameters(String kept) {
        this.kept = kept;
    }

    /**
     * Whether there is anything to correct.
     *
     * @return true when {@link #problem} is to be answered
     */
    public boolean areWrong() {
        return !errors.isEmpty();
    }

    /**
     * What is wrong.
     *
     * @return 400 with each error
     */
    public Response problem() {
        return ProblemResponses.of(
                ProblemType.INVALID_PARAMETER.withErrors(
                        "correct the parameters that the errors name", errors));
    }

    /**
     * Takes down what is wrong with a parameter.
     *
     * @param name the parameter's
     * @param detail why it is not allowed, and what is
     */
    public void wrong(String name, String detail) {
        errors.add(new Problem.FieldError(name, detail));
    }

    /**
     * How many items a page holds.
     *
     * @param text as it was sent
     * @return 1 to 200
     */
    public int limit(@Nullable String text) {
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

    /**
     * A time.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @return the time, or null
     */
    public @Nullable Instant time(String name, @Nullable String text) {
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

    /**
     * A UTC day.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @return the day, from 1970 to 9999, or null
     */
    public @Nullable LocalDate day(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException noDay) {
            // Told below.
        }
        wrong(name, "must be a day such as 2026-11-03");
        return null;
    }

    /**
     * A whole number from 1.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @param otherwise what an absent one stands for
     * @param max the greatest allowed
     * @return the number
     */
    public int whole(String name, @Nullable String text, int otherwise, int max) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int whole = Integer.parseInt(text);
            if (whole >= 1 && whole <= max) {
                return whole;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        wrong(name, "must be a whole number from 1 to %d".formatted(max));
        return otherwise;
    }

    /**
     * Yes or no.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @return false when absent
     */
    public boolean flag(String name, @Nullable String text) {
        if (text != null && !text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            wrong(name, "must be true or false");
        }
        return "true".equals(text);
    }

    /**
     * A short text.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @return at most 200 characters, or null
     */
    public @Nullable String text(String name, @Nullable String text) {
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

    /**
     * What may be repeated.
     *
     * @param name the parameter's
     * @param values as they were sent
     * @return those that are not empty; at most 50
     */
    public List<String> texts(String name, List<String> values) {
        if (values.size() > VALUES_MAX) {
            wrong(name, "must stand at most %d times".formatted(VALUES_MAX));
            return List.of();
        }
        return values.stream().map(value -> text(name, value)).flatMap(Stream::ofNullable).toList();
    }

    /**
     * What may be repeated or joined by commas.
     *
     * @param name the parameter's
     * @param values as they were sent
     * @return those that are not empty; at most 50
     */
    public List<String> list(String name, List<String> values) {
        return texts(
                name,
                values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .limit(VALUES_MAX + 1L)
                        .toList());
    }

    /**
     * Values of a closed list, repeated or joined by commas.
     *
     * @param name the parameter's
     * @param asked as they were sent
     * @param allowed the list
     * @param <E> its kind
     * @return in the order in which they were sent
     */
    public <E extends Enum<E> & WireName> Set<E> values(
            String name, List<String> asked, List<E> allowed) {
        var found = new LinkedHashSet<E>();
        for (String value : list(name, asked)) {
            Optional<E> named = named(value, allowed);
            if (named.isEmpty()) {
                wrong(name, "must be of " + names(allowed));
                return Set.of();
            }
            found.add(named.get());
        }
        return found;
    }

    /**
     * One of a closed list.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @param kind the list
     * @param <E> its kind
     * @return the value, or null
     */
    public <E extends Enum<E> & WireName> @Nullable E one(
            String name, @Nullable String text, Class<E> kind) {
        return text == null || text.isEmpty() ? null : one(name, text, kind, "");
    }

    /**
     * One of a closed list, or none for all of them.
     *
     * @param name the parameter's
     * @param text as it was sent, perhaps {@link #ALL}
     * @param kind the list
     * @param otherwise what an absent one stands for
     * @param <E> its kind
     * @return the value, or null for all
     */
    public <E extends Enum<E> & WireName> @Nullable E oneOrAll(
            String name, @Nullable String text, Class<E> kind, @Nullable E otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        return text.equals(ALL) ? null : one(name, text, kind, ", " + ALL);
    }

    /**
     * An id.
     *
     * @param name the parameter's
     * @param text as it was sent
     * @return the id, or null
     */
    public @Nullable UUID id(String name, @Nullable String text) {
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

    /**
     * The place that a cursor names, if it was given out in answer to the same question. Read last:
     * where another parameter is wrong, nothing is said of the cursor.
     *
     * @param text as it was sent
     * @param question what is asked now
     * @param place reads the place; whatever it throws tells that there is none
     * @param <T> the kind of place
     * @return the place, or null for the first page
     */
    public <T> @Nullable T cursor(
            @Nullable String text, String question, Function<List<@Nullable String>, T> place) {
        if (text == null || text.isEmpty() || areWrong()) {
            return null;
        }
        try {
            Cursor cursor = Cursor.parse(text);
            if (!cursor.question().equals(question)) {
                wrong(
                        CURSOR,
                        "belongs to another list, '%s', and this one is '%s'; keep %s from page to page, or begin anew without a cursor"
                                .formatted(cursor.question(), question, kept));
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

    private <E extends Enum<E> & WireName> @Nullable E one(
            String name, String text, Class<E> kind, String more) {
        List<E> allowed = Arrays.asList(kind.getEnumConstants());
        Optional<E> named = named(text, allowed);
        if (named.isEmpty()) {
            wrong(name, "must be one of " + names(allowed) + more);
        }
        return named.orElse(null);
    }

    private static <E extends Enum<E> & WireName> Optional<E> named(String text, List<E> allowed) {
        return allowed.stream().filter(it -> it.wireName().equals(text)).findFirst();
    }

    private static String names(List<? extends WireName> allowed) {
        return allowed.stream().map(WireName::wireName).collect(Collectors.joining(", "));
    }
}
