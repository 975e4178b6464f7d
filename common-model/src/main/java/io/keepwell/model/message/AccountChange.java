package io.keepwell.model.message;

import io.keepwell.model.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that tells of one change of one account. An account's changes on a topic are numbered
 * without a gap, so that a reader knows what it has seen.
 */
public interface AccountChange extends Message {

    /**
     * Names the message.
     *
     * @return unique; readers drop repeats by it
     */
    UUID id();

    /**
     * Whose change.
     *
     * @return the account
     */
    AccountId accountId();

    /**
     * The change's number among the account's on this topic.
     *
     * @return from 1
     */
    long sequence();

    /**
     * When the change took effect.
     *
     * @return by the publisher's clock
     */
    Instant changedAt();

    @Override
    default String messageId() {
        return id().toString();
    }

    @Override
    default Instant messageTime() {
        return changedAt();
    }

    @Override
    default String messageKey() {
        return accountId().value();
    }
}
