package io.keepwell.model.play;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.tasks}, key {@code accountId}: something happened to an opportunity; with
 * the opportunity as it stands after it.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the account's messages on this topic are numbered 1, 2, 3 …, whatever their kind
 * @param change what happened; it makes the type's name
 * @param changedAt when
 * @param changedBy the person who did it; absent when the service did
 * @param opportunity the opportunity after the change
 */
public record OpportunityChangedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        OpportunityChange change,
        Instant changedAt,
        @Nullable String changedBy,
        Opportunity opportunity)
        implements WorkChange {

    /** The types' names on the wire begin so; the change and the version follow. */
    public static final String TYPE_PREFIX = "io.keepwell.opportunity.";

    /** Checks the sequence and cuts the time to the millisecond. */
    public OpportunityChangedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
    }

    /**
     * The name of the type that tells of a change.
     *
     * @param change what happened
     * @return the type's name on the wire
     */
    public static String typeOf(OpportunityChange change) {
        return TYPE_PREFIX + change.wireName() + ".v1";
    }

    @Override
    public URI messageSource() {
        return Publisher.PLAYBOOK.uri();
    }

    @Override
    public String messageType() {
        return typeOf(change);
    }
}
