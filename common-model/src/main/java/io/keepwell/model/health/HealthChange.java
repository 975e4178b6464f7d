package io.keepwell.model.health;

import io.keepwell.model.message.AccountChange;
import io.keepwell.model.message.Publisher;
import java.net.URI;

/**
 * What may stand on {@code keepwell.health-changes}. An account's changes are numbered without a
 * gap, so that a reader knows what it has seen; each carries the account as it is after the change,
 * so that a reader needs nothing else to act.
 */
public sealed interface HealthChange extends AccountChange
        permits ScoreChangedV1, StatusChangedV1, SignalRaisedV1, SignalClearedV1 {

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
    default URI messageSource() {
        return Publisher.SCORING.uri();
    }
}
