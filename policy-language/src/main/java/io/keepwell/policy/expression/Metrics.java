package io.keepwell.policy.expression;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an expression may ask of an account. Empty means no data: not zero, not known.
 *
 * <p>A window is so many days long and ends so many days before today; {@code days} 30 and {@code
 * back} 0 is today and the 29 days before it.
 */
public interface Metrics {

    /** How many events of a type occurred. */
    OptionalDouble count(String type, int days, int back);

    /** What the values of a type's events add up to. */
    OptionalDouble sum(String type, int days, int back);

    /** The mean of the values of a type's events; no data when none had a value. */
    OptionalDouble mean(String type, int days, int back);

    /** How many different members of a set were active. */
    OptionalDouble distinct(String set, int days, int back);

    /** How many of a set's members were active on a day, on average. */
    OptionalDouble meanDaily(String set, int days, int back);

    /** The value of the latest event of a type that had one. */
    OptionalDouble latest(String type);

    /** Whole days since the latest event of a type; 0 when it was today. */
    OptionalDouble daysSince(String type);

    /** Whole days since the first event of a type. */
    OptionalDouble daysSinceFirst(String type);

    /** Whether the latest event of one type is later than that of another, which must be there. */
    boolean happenedAfter(String type, String other);

    /** A trait that is a number. */
    OptionalDouble number(String trait);

    /** A trait that is a text. */
    Optional<String> text(String trait);

    /** A trait that is a flag. */
    Optional<Boolean> flag(String trait);

    /** Whole days from today to a trait that is a date; below zero when it has passed. */
    OptionalDouble daysUntil(String trait);

    /** The exact score, 0 to 100. */
    OptionalDouble score();

    /** By how many points the score lies below its highest of so many days; 0 or more. */
    OptionalDouble scoreDrop(int days);

    /** How endangered the account is, 0 to 100; more is worse. */
    OptionalDouble risk();

    /** The status: {@code green}, {@code yellow}, {@code red} or {@code unknown}. */
    String status();

    /** The segment. */
    Optional<String> segment();

    /** The lifecycle stage. */
    Optional<String> stage();

    /** Whether a signal holds. */
    boolean signal(String id);

    /**
     * Where the account stands among the accounts of its segment, by a number of its whole days:
     * which share of them has less, half of those counted that have as much.
     *
     * @param metric what the number is called in snapshots of peers
     * @param value the number
     * @return 0 to 100; no data where the account has no segment or no such number, or there are
     *     too few peers
     */
    OptionalDouble percentile(String metric, Expression value);
}
