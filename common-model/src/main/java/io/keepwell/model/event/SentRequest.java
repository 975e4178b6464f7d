package io.keepwell.model.event;

import io.keepwell.model.Require;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How something came in, beside its body and who sent it: enough to read it again as it was read.
 *
 * @param path where it was sent to, for example {@code /v1/track}; a record of Kafka counts as sent
 *     to {@code /v1/events}
 * @param headers those that the source's mapping reads, by the names that it gives them; never what
 *     proves who the sender is
 * @param receivedAt when it came in first, however often it was replayed since
 * @param backfill the id of the backfill run that it names
 */
public record SentRequest(
        String path, Map<String, String> headers, Instant receivedAt, @Nullable String backfill) {

    /** Checks the path, copies the headers in the order of their names. */
    public SentRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path must begin with a slash, was '%s'".formatted(path));
        }
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(headers)));
        receivedAt = Require.time("receivedAt", receivedAt);
    }
}
