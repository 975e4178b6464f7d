package io.keepwell.ingest.domain.event;

/**
 * What is too much.
 *
 * @param bodyBytes the longest body of a request
 * @param eventBytes the longest single event, as it was sent
 * @param batchEvents the most events in one request
 * @param nesting how deep objects and arrays may stand in each other
 */
public record Limits(int bodyBytes, int eventBytes, int batchEvents, int nesting) {

    /** Checks that an event fits into a body. */
    public Limits {
        if (eventBytes > bodyBytes) {
            throw new IllegalArgumentException(
                    "ingest.limits.event-bytes must be at most ingest.limits.body-bytes, %d, was %d"
                            .formatted(bodyBytes, eventBytes));
        }
    }
}
