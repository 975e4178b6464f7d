package io.keepwell.policy.expression;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** A row of a file, and what expressions may ask beside it. */
public interface Row {

    /**
     * A cell.
     *
     * @param column the column's place among those that were declared, from 0
     * @return its text; empty where nothing is in it
     */
    String cell(int column);

    /**
     * Reads a date or a time as the mapping says that its files write them.
     *
     * @param text any text
     * @return the moment, or empty when it is written in another way
     */
    Optional<Instant> time(String text);

    /**
     * A moment as a calendar day, where the mapping says that its files were written.
     *
     * @param time the moment
     * @return the day as {@code YYYY-MM-DD}
     */
    String day(Instant time);

    /**
     * When the run began.
     *
     * @return the same in all rows
     */
    Instant now();

    /**
     * What the row is known by, if nothing in it tells it from others.
     *
     * @return hexadecimal digits, another text for each row of a file, the same in every reading
     */
    String hash();

    /**
     * Looks a text up.
     *
     * @param table the lookup
     * @param key what to look for
     * @param value the name of the value
     * @return the text, or empty when there is none
     */
    Optional<String> lookup(String table, String key, String value);

    /**
     * Looks a sum up.
     *
     * @param table the lookup
     * @param key what to look for
     * @param sum the name of the sum
     * @return the sum, or empty when no row has the key
     */
    OptionalDouble sum(String table, String key, String sum);
}
