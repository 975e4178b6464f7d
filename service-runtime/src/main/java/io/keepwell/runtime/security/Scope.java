package io.keepwell.runtime.security;

import io.keepwell.model.health.AccountSnapshot;

/** Which accounts somebody sees. What is out of it does not exist for them. */
public sealed interface Scope {

    /**
     * Whether an account is in it.
     *
     * @param account as it stands
     * @return true when it may be shown
     */
    boolean has(AccountSnapshot account);

    /** Every account. */
    record All() implements Scope {

        @Override
        public boolean has(AccountSnapshot account) {
            return true;
        }
    }

    /**
     * The accounts of a team.
     *
     * @param team as the account's profile names it
     */
    record Team(String team) implements Scope {

        @Override
        public boolean has(AccountSnapshot account) {
            return team.equals(account.team());
        }
    }

    /**
     * The accounts of one manager.
     *
     * @param csm as the account's profile names the manager
     */
    record Own(String csm) implements Scope {

        @Override
        public boolean has(AccountSnapshot account) {
            return csm.equals(account.csm());
        }
    }
}
