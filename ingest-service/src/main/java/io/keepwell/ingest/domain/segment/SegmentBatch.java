package io.keepwell.ingest.domain.segment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a batch says for all of its calls, each of which may say it by itself. */
public final class SegmentBatch {

    /** A batch that says nothing, as around a single call. */
    public static final SegmentBatch NONE = new SegmentBatch(null, null);

    private final @Nullable String sentAt;
    private final @Nullable String contextGroupId;

    /**
     * Holds what stands beside the calls.
     *
     * @param sentAt when the batch was sent, by the sender's clock
     * @param contextGroupId the account that its context names
     */
    public SegmentBatch(@Nullable String sentAt, @Nullable String contextGroupId) {
        this.sentAt = sentAt;
        this.contextGroupId = contextGroupId;
    }

    Optional<String> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    Optional<String> contextGroupId() {
        return Optional.ofNullable(contextGroupId);
    }
}
