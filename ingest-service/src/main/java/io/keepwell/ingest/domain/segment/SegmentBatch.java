package io.keepwell.ingest.domain.segment;

import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.model.event.AttributeValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a batch says for all of its calls, each of which may say it by itself. */
public final class SegmentBatch {

    /** A batch that says nothing, as around a single call. */
    public static final SegmentBatch NONE = new SegmentBatch(null, null, new LooseAttributes());

    private final @Nullable String sentAt;
    private final @Nullable String contextGroupId;
    private final Map<String, AttributeValue> contextTraits;

    /**
     * Holds what stands beside the calls.
     *
     * @param sentAt when the batch was sent, by the sender's clock
     * @param contextGroupId the account that its context names
     * @param contextTraits what its context knows of the user
     */
    public SegmentBatch(
            @Nullable String sentAt,
            @Nullable String contextGroupId,
            LooseAttributes contextTraits) {
        this.sentAt = stripped(sentAt);
        this.contextGroupId = stripped(contextGroupId);
        this.contextTraits = contextTraits.all();
    }

    /** A blank text says nothing. */
    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    Map<String, AttributeValue> contextTraits() {
        return contextTraits;
    }

    Optional<String> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    Optional<String> contextGroupId() {
        return Optional.ofNullable(contextGroupId);
    }
}
