package io.keepwell.model.alert;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.message.AccountChange;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.alerts}, key {@code accountId}: something happened to an alert; with the
 * alert as it stands after it.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the account's messages on this topic are numbered 1, 2, 3 …, whatever their kind
 * @param change what happened; it makes the type's name
 * @param changedAt when
 * @param changedBy the person who did it; absent when the service did
 * @param alert the alert after the change
 */
public record AlertChangedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        AlertChange change,
        Instant changedAt,
        @Nullable String changedBy,
        Alert alert)
        implements AccountChange {

    /** The types' names on the wire begin so; the change and the version follow. */
    public static final String TYPE_PREFIX = "io.keepwell.alert.";

    /** Checks the sequence and cuts the time to the millisecond. */
    public AlertChangedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
    }

    /**
     * The name of the type that tells of a change.
     *
     * @param change what happened
     * @return the type's name on the wire
     */
    public static String typeOf(AlertChange change) {
        return TYPE_PREFIX + change.wireName() + ".v1";
    }

    @Override
    public URI messageSource() {
        return Publisher.ALERTING.uri();
    }

    @Override
    public String messageType() {
        return typeOf(change);
    }
}
