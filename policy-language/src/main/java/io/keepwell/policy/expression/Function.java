package io.keepwell.policy.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions over an account's state. */
enum Function {
    COUNT("count", Takes.TYPE_WINDOW, "'support.ticket-opened', 30"),
    SUM("sum", Takes.TYPE_WINDOW, "'usage.session-started', 30"),
    MEAN("mean", Takes.TYPE_WINDOW, "'support.csat-submitted', 90"),
    DISTINCT("distinct", Takes.SET_WINDOW, "'features', 30"),
    MEAN_DAILY("meanDaily", Takes.SET_WINDOW, "'users', 30"),
    ACTIVE_USERS("activeUsers", Takes.USERS_WINDOW, "30"),
    STICKINESS("stickiness", Takes.USERS_WINDOW, "30"),
    LATEST("latest", Takes.TYPE, "'engagement.nps-submitted'"),
    DAYS_SINCE("daysSince", Takes.TYPE, "'engagement.qbr-completed'"),
    DAYS_SINCE_FIRST("daysSinceFirst", Takes.TYPE, "'usage.session-started'"),
    HAPPENED_AFTER(
            "happenedAfter",
            Takes.TWO_TYPES,
            "'relationship.sponsor-met', 'relationship.sponsor-left'"),
    NUMBER_TRAIT("numberTrait", Takes.TRAIT, "'seats'"),
    TEXT_TRAIT("textTrait", Takes.TRAIT, "'plan'"),
    FLAG_TRAIT("flagTrait", Takes.TRAIT, "'strategic'"),
    DAYS_UNTIL("daysUntil", Takes.TRAIT, "'renewalDate'"),
    SCORE("score", Takes.NOTHING, ""),
    SCORE_DROP("scoreDrop", Takes.DAYS, "30"),
    RISK("risk", Takes.NOTHING, ""),
    STATUS("status", Takes.NOTHING, ""),
    SEGMENT("segment", Takes.NOTHING, ""),
    STAGE("stage", Takes.NOTHING, ""),
    SIGNAL("signal", Takes.SIGNAL, "'score-drop'");

    /** How many days the series of an event type go back. */
    static final int SERIES_DAYS = 400;

    /** How many days it is known who was active. */
    static final int ACTIVITY_DAYS = 128;

    /** The activity set that is meant where none is named. */
    static final String USERS = "users";

    private static final Map<String, Function> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Function::calledAs, it -> it));

    private final String calledAs;
    private final Takes takes;
    private final String sample;

    Function(String calledAs, Takes takes, String sample) {
        this.calledAs = calledAs;
        this.takes = takes;
        this.sample = sample;
    }

    /** What a function takes. */
    enum Takes {
        NOTHING("nothing", 0),
        DAYS("a number of days", 1),
        TYPE("an event type", 1),
        TYPE_WINDOW("an event type and a number of days", 2),
        SET_WINDOW("an activity set and a number of days", 2),
        USERS_WINDOW("a number of days", 1),
        TWO_TYPES("two event types", 2),
        TRAIT("the name of a trait", 1),
        SIGNAL("the id of a signal", 1);

        private final String words;
        private final int count;

        Takes(String words, int count) {
            this.words = words;
            this.count = count;
        }

        String words() {
            return words;
        }

        int count() {
            return count;
        }

        boolean isWindow() {
            return this == TYPE_WINDOW || this == SET_WINDOW || this == USERS_WINDOW;
        }
    }

    /** Asks; null for no data. */
    @Nullable Object ask(Metrics metrics, Arguments it) {
        return switch (this) {
            case COUNT -> orNull(metrics.count(it.name(), it.days(), it.back()));
            case SUM -> orNull(metrics.sum(it.name(), it.days(), it.back()));
            case MEAN -> orNull(metrics.mean(it.name(), it.days(), it.back()));
            case DISTINCT -> orNull(metrics.distinct(it.name(), it.days(), it.back()));
            case MEAN_DAILY -> orNull(metrics.meanDaily(it.name(), it.days(), it.back()));
            case ACTIVE_USERS -> orNull(metrics.distinct(it.name(), it.days(), it.back()));
            case STICKINESS -> stickiness(metrics, it);
            case LATEST -> orNull(metrics.latest(it.name()));
            case DAYS_SINCE -> orNull(metrics.daysSince(it.name()));
            case DAYS_SINCE_FIRST -> orNull(metrics.daysSinceFirst(it.name()));
            case HAPPENED_AFTER -> metrics.happenedAfter(it.name(), it.other());
            case NUMBER_TRAIT -> orNull(metrics.number(it.name()));
            case TEXT_TRAIT -> metrics.text(it.name()).orElse(null);
            case FLAG_TRAIT -> metrics.flag(it.name()).orElse(null);
            case DAYS_UNTIL -> orNull(metrics.daysUntil(it.name()));
            case SCORE -> orNull(metrics.score());
            case SCORE_DROP -> orNull(metrics.scoreDrop(it.days()));
            case RISK -> orNull(metrics.risk());
            case STATUS -> metrics.status();
            case SEGMENT -> metrics.segment().orElse(null);
            case STAGE -> metrics.stage().orElse(null);
            case SIGNAL -> metrics.signal(it.name());
        };
    }

    /**
     * By what share it differs from a window before, which may be of another length: what adds up
     * over days is then taken as what as many days had on average. Null for no data or nothing
     * before.
     */
    @Nullable Object change(Metrics metrics, Arguments window, Arguments earlier) {
        if (!(ask(metrics, window) instanceof Double now)
                || !(ask(metrics, earlier) instanceof Double before)) {
            return null;
        }
        boolean isScaled = addsUp() && window.days() != earlier.days();
        double usual = isScaled ? before * window.days() / earlier.days() : before;
        return usual == 0 ? null : (Object) ((now - usual) / usual);
    }

    /**
     * By how many standard deviations a count differs from what a window before lets expect, if
     * events come by chance at one rate: the score test of two Poisson rates, {@code (c - r B) /
     * sqrt(r (c + B))}, where {@code c} events came in the window, {@code B} in the one before, and
     * {@code r} is the one's length over the other's. 0 where nothing ever came; null for no data.
     */
    @Nullable Object deviation(Metrics metrics, Arguments window, Arguments earlier) {
        if (!(ask(metrics, window) instanceof Double now)
                || !(ask(metrics, earlier) instanceof Double before)) {
            return null;
        }
        double lengths = (double) window.days() / earlier.days();
        double all = now + before;
        return all == 0
                ? (Object) 0.0
                : (Object) ((now - lengths * before) / Math.sqrt(lengths * all));
    }

    /** Whether a window twice as long has twice as much, where nothing changes. */
    private boolean addsUp() {
        return this == COUNT || this == SUM;
    }

    /** Whether windows of different lengths can be compared: members of a set would not add up. */
    boolean isComparableAcrossLengths() {
        return addsUp() || this == MEAN || this == MEAN_DAILY;
    }

    String calledAs() {
        return calledAs;
    }

    Takes takes() {
        return takes;
    }

    Kind kind() {
        return switch (this) {
            case TEXT_TRAIT, STATUS, SEGMENT, STAGE -> Kind.TEXT;
            case FLAG_TRAIT, HAPPENED_AFTER, SIGNAL -> Kind.TRUTH;
            default -> Kind.NUMBER;
        };
    }

    /** A call that is right, for people. */
    String sample() {
        return "%s(%s)".formatted(calledAs, sample);
    }

    /** The call, as people write it. */
    String call(Arguments it) {
        String inside =
                switch (takes) {
                    case NOTHING -> "";
                    case DAYS, USERS_WINDOW -> "" + it.days();
                    case TYPE, TRAIT, SIGNAL -> "'%s'".formatted(it.name());
                    case TYPE_WINDOW, SET_WINDOW -> "'%s', %d".formatted(it.name(), it.days());
                    case TWO_TYPES -> "'%s', '%s'".formatted(it.name(), it.other());
                };
        return "%s(%s)".formatted(calledAs, inside);
    }

    /** How many days back its windows may begin. */
    int daysKept() {
        return takes == Takes.SET_WINDOW || takes == Takes.USERS_WINDOW
                ? ACTIVITY_DAYS
                : SERIES_DAYS;
    }

    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static @Nullable Object stickiness(Metrics metrics, Arguments it) {
        OptionalDouble active = metrics.distinct(it.name(), it.days(), it.back());
        OptionalDouble daily = metrics.meanDaily(it.name(), it.days(), it.back());
        return active.isPresent() && daily.isPresent() && active.getAsDouble() != 0
                ? (Object) (daily.getAsDouble() / active.getAsDouble())
                : null;
    }

    private static @Nullable Object orNull(OptionalDouble number) {
        return number.isPresent() ? (Object) number.getAsDouble() : null;
    }
}
