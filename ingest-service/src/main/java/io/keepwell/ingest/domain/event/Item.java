package io.keepwell.ingest.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * One event of a request, or what stands in its place.
 *
 * @param verdict what became of it
 * @param from where it begins in the body, in bytes from 0
 * @param to where it ends in the body, exclusive
 * @param traceparent the step of a trace by which it says that it was caused, as it was sent
 */
public record Item(Verdict verdict, int from, int to, @Nullable String traceparent) {

    /**
     * One that says nothing of a trace.
     *
     * @param verdict what became of it
     * @param from where it begins in the body, in bytes from 0
     * @param to where it ends in the body, exclusive
     */
    public Item(Verdict verdict, int from, int to) {
        this(verdict, from, to, null);
    }
}
