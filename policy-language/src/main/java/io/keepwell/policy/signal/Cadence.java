package io.keepwell.policy.signal;

import io.keepwell.policy.account.DayRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often something is to be done with an account (requirements G5 to G7, L5). It becomes a
 * signal of the same id, so that rules and plays wait for it as for any other.
 *
 * <p>It is due as many days after the last of its events as the first line that fits the account
 * says, or after the contract's start where that is later or there never was one; where neither is
 * known, never.
 *
 * @param id unique among signals
 * @param name what people call it
 * @param events any of which says that it was done
 * @param lines how often, in the order in which they are tried; an account that none fits has none
 */
public record Cadence(String id, String name, List<String> events, List<Line> lines) {

    /** More than any days that are known. */
    private static final int NEVER = 100_000;

    private static final String SINCE_START = "(0 - daysUntil('contractStartedOn'))";

    /** Copies the lists. */
    public Cadence {
        events = List.copyOf(events);
        lines = List.copyOf(lines);
    }

    /**
     * How often, and with whom.
     *
     * @param days from one to the next, 1 to 400
     * @param segments of which, empty for all
     * @param stages in which, empty for all
     * @param daysSinceStart by whole days since the trait {@code contractStartedOn}, null for all
     */
    public record Line(
            int days,
            List<String> segments,
            List<String> stages,
            @Nullable DayRange daysSinceStart) {

        /** Copies the lists. */
        public Line {
            segments = List.copyOf(segments);
            stages = List.copyOf(stages);
        }

        /**
         * Whether no line below it is ever tried.
         *
         * @return whether it says nothing of whom it fits
         */
        public boolean fitsAll() {
            return segments.isEmpty() && stages.isEmpty() && daysSinceStart == null;
        }

        private String days(String otherwise) {
            String fits =
                    Stream.of(
                                    among("segment()", segments),
                                    among("stage()", stages),
                                    range(daysSinceStart))
                            .flatMap(it -> it)
                            .collect(Collectors.joining(" && "));
            return fits.isEmpty() ? "" + days : "(%s ? %d : %s)".formatted(fits, days, otherwise);
        }

        /** An account without a segment is in none of them, and the next line is tried. */
        private static Stream<String> among(String what, List<String> ids) {
            return ids.isEmpty()
                    ? Stream.empty()
                    : Stream.of(
                            "hasData(%1$s) && %1$s in [%2$s]"
                                    .formatted(
                                            what,
                                            ids.stream()
                                                    .map("'%s'"::formatted)
                                                    .collect(Collectors.joining(", "))));
        }

        private static Stream<String> range(@Nullable DayRange range) {
            if (range == null) {
                return Stream.empty();
            }
            Integer from = range.from();
            Integer below = range.below();
            return Stream.of(
                            Stream.of("hasData(daysUntil('contractStartedOn'))"),
                            from == null
                                    ? Stream.<String>empty()
                                    : Stream.of("%s >= %d".formatted(SINCE_START, from)),
                            below == null
                                    ? Stream.<String>empty()
                                    : Stream.of("%s < %d".formatted(SINCE_START, below)))
                    .flatMap(it -> it);
        }
    }

    /**
     * When it is due.
     *
     * @return a condition of the expression language
     */
    public String condition() {
        String since =
                events.stream()
                        .map("daysSince('%s')"::formatted)
                        .reduce(
                                orNever(SINCE_START),
                                (all, one) -> "min(%s, %s)".formatted(all, orNever(one)));
        String days = "" + NEVER;
        for (Line line : lines.reversed()) {
            days = line.days(days);
        }
        return "%s >= %s && %s < %d".formatted(since, days, since, NEVER);
    }

    private static String orNever(String days) {
        return "orElse(%s, %d)".formatted(days, NEVER);
    }
}
