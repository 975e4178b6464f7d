package io.keepwell.engine.trial;

import java.time.Instant;
import java.util.List;

/**
 * What a test did not find.
 *
 * @param at the moment at which it looked
 * @param line where it says what it expects, counted from 1
 * @param what what it looked at: {@code score}, {@code measures.nps.value} …
 * @param expected what it wanted
 * @param actual what there was
 * @param because what that came of, a line for each part; empty where there is nothing to say
 */
public record Mismatch(
        Instant at, int line, String what, String expected, String actual, List<String> because) {

    /** Copies the list. */
    public Mismatch {
        because = List.copyOf(because);
    }
}
