package io.keepwell.scoring.application.identity;

import io.keepwell.model.AccountId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What people decide of users of whom events say nothing, or too much. */
public interface Decisions {

    /** What became of a decision. */
    sealed interface Outcome {

        /**
         * It holds from now on.
         *
         * @param waiting how many events waited for it; they are on their way to the account
         * @param at when it was made
         */
        record Decided(long waiting, Instant at) implements Outcome {}

        /** There is no such account. */
        record UnknownAccount() implements Outcome {}
    }

    /**
     * Decides which account a user belongs to, whatever events have said or will say of it; instead
     * of what was decided before.
     *
     * @param userId the user, as the sources know them
     * @param account the account
     * @param by who decides
     * @return when it is certain
     */
    CompletionStage<Outcome> assign(String userId, AccountId account, String by);
}
