package io.keepwell.standalone.backfill;

import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.client.Tokens;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill needs.
 *
 * @param mapping what the files mean
 * @param directory where they are
 * @param isShifted whether dates are moved so that the newest is of today
 * @param isRestarted whether to forget how far it had come
 * @param mayRepeat whether to go on though repeats may no longer be recognised
 * @param ingest where events are sent to, without a path
 * @param writeKey the key with which they are sent
 * @param source whose key it is, as scoring counts it
 * @param scoring where counts are asked for, without a path; absent to do without them
 * @param tokens who we are to scoring
 * @param folder where checkpoints are kept
 */
public record BackfillOptions(
        Mapping mapping,
        Path directory,
        boolean isShifted,
        boolean isRestarted,
        boolean mayRepeat,
        String ingest,
        String writeKey,
        String source,
        @Nullable String scoring,
        Tokens tokens,
        Path folder) {

    /** Not the key. */
    @Override
    public String toString() {
        return "backfill of %s by %s to %s".formatted(directory, mapping.ref().id(), ingest);
    }
}
