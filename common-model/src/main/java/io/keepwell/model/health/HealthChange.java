package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * What may stand on {@code keepwell.health-changes}. An account's changes are numbered without a
 * gap, so that a reader knows what it has seen; each carries the account as it is after the change,
 * so that a reader needs nothing else to act.
 */
public sealed interface HealthChange extends Message
        permits ScoreChangedV1, StatusChangedV1, SignalRaisedV1, SignalClearedV1 {

    /**
     * Names the message.
     *
     * @return unique
     */
    UUID id();

    /**
     * Whose change.
     *
     * @return the account
     */
    AccountId accountId();

    /**
     * The change's number among the account's.
     *
     * @return from 1
     */
    long sequence();

    /**
     * When the change took effect.
     *
     * @return by the scoring service's clock
     */
    Instant changedAt();

    /**
     * Who the account is.
     *
     * @return after the change
     */
    AccountSnapshot account();

    /**
     * How the account is.
     *
     * @return after the change
     */
    HealthSnapshot health();

    /**
     * What brought the change about.
     *
     * @return the cause
     */
    Cause cause();

    /**
     * By which policies it was judged.
     *
     * @return the applied bundle's version
     */
    String policyVersion();

    @Override
    default String messageId() {
        return id().toString();
    }

    @Override
    default URI messageSource() {
        return Publisher.SCORING.uri();
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
