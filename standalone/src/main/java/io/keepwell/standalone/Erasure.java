package io.keepwell.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.model.erasure.ErasedSubject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as scoring tells of it.
 *
 * @param id which
 * @param subject what goes
 * @param subjectId its id, until it is carried out
 * @param reason why
 * @param requestedBy by whom
 * @param requestedAt when it was asked for
 * @param erasedAt up to when it erases
 * @param finishedAt when it was carried out, or null until then
 * @param found whether anything was there of an account; null where that is not known
 * @param partitions how many partitions have carried it out
 * @param topics what keeps records of it, and until when
 */
record Erasure(
        UUID id,
        ErasedSubject subject,
        @Nullable String subjectId,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Instant erasedAt,
        @Nullable Instant finishedAt,
        @Nullable Boolean found,
        Partitions partitions,
        List<Kept> topics) {

    /** How many have, and of how many. */
    record Partitions(long done, long all) {}

    /** A topic, and until when it may tell of it. */
    record Kept(String topic, Instant until) {}

    /** A page of them. */
    record Page(List<Erasure> items, @Nullable String next) {}

    /** What another service answers of one. */
    record There(UUID id, Instant erasedAt) {}

    /** All that is known of one, as JSON. */
    record Everywhere(@JsonUnwrapped Erasure erasure, Elsewhere alerting, Elsewhere playbook) {}

    /**
     * How far it has got in another service.
     *
     * @param state {@code done}; {@code none} when it has told of nothing yet, or has nothing to
     *     erase; {@code keeps-nothing} of persons
     * @param erasedAt up to when, where it is done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Elsewhere(String state, @Nullable Instant erasedAt) {}

    /** In a word. */
    String state() {
        if (finishedAt == null) {
            return "%d of %d partitions".formatted(partitions.done(), partitions.all());
        }
        return found == null || found
                ? "done"
                : "done, and nothing was there: mind the spelling of the id";
    }
}
