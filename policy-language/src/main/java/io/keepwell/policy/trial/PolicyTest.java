package io.keepwell.policy.trial;

import io.keepwell.model.event.Attributes;
import java.time.Instant;
import java.util.List;

/**
 * A test of policies: what is known of an account, and what the policies are to make of it. Days in
 * it are counted from one moment, so that it means the same on every day on which it is run.
 *
 * @param suite the id of the document that it stands in
 * @param name what it shows, in words
 * @param file the file that it stands in
 * @param line the line at which it begins, counted from 1
 * @param now the moment from which its days are counted
 * @param account the account's traits, told before anything else; empty for none
 * @param given what is known besides
 * @param expected what to find, in the order of time; at least one
 */
public record PolicyTest(
        String suite,
        String name,
        String file,
        int line,
        Instant now,
        Attributes account,
        Given given,
        List<Expected> expected) {

    /** The moment from which days are counted where a document does not say: a Monday at noon. */
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    /** The most events of one test, repeated ones counted. */
    public static final int EVENTS_MAX = 100_000;

    /** Copies the list, and checks that there is something to find. */
    public PolicyTest {
        expected = List.copyOf(expected);
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("a test must expect something");
        }
    }

    /**
     * How many events it gives, repeated ones counted.
     *
     * @return 0 where it gives scores or numbers instead
     */
    public long events() {
        return given instanceof Given.Happened happened
                ? happened.events().stream().mapToLong(EventSeries::size).sum()
                : 0;
    }
}
