package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.accounts}, key {@code accountId}: the latest profile and health of an
 * account, at most one a second. A record without a value says that the account was erased.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the number of the account's last health change that this includes; 0 for none
 * @param updatedAt when
 * @param account its profile
 * @param health its health
 * @param mainDriver what holds the score down most, in one line for people
 */
public record AccountUpdatedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        Instant updatedAt,
        AccountSnapshot account,
        HealthSnapshot health,
        @Nullable String mainDriver)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.account.updated.v1";

    /** Checks the sequence and cuts the time to the millisecond. */
    public AccountUpdatedV1 {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must be 0 or more, was " + sequence);
        }
        updatedAt = Require.time("updatedAt", updatedAt);
    }

    @Override
    public String messageId() {
        return id.toString();
    }

    @Override
    public URI messageSource() {
        return Publisher.SCORING.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return updatedAt;
    }

    @Override
    public String messageKey() {
        return accountId.value();
    }
}
