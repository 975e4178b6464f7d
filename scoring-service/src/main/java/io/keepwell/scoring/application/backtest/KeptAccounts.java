package io.keepwell.scoring.application.backtest;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.AccountId;
import io.keepwell.policy.PolicySet;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Accounts, and where their events lie. */
public interface KeptAccounts {

    /**
     * Looks at them.
     *
     * @param looking what is done with it, by one thread
     * @param <T> what comes of it
     * @return what came of it
     */
    <T> T look(Function<? super View, T> looking);

    /**
     * An account.
     *
     * @param partition where its events lie
     * @param id its id
     */
    record Kept(int partition, AccountId id) {}

    /** One look at accounts. */
    interface View {

        /**
         * Those in force.
         *
         * @return the policies, or empty when none are
         */
        Optional<PolicySet> policies();

        /**
         * What was counted of peers, night by night.
         *
         * @return all of it that is kept
         */
        PeerBook peers();

        /**
         * Which kinds of source have reported, of all accounts.
         *
         * @return the kinds, from when to when
         */
        Reporting reporting();

        /**
         * How many there are.
         *
         * @param filter those that count
         * @return 0 or more
         */
        int count(PortfolioFilter filter);

        /**
         * Some of them, drawn by lot: the same whoever asks and whenever, as long as they are
         * there.
         *
         * @param filter those that count
         * @param accounts how many at most
         * @return in the order of the lots
         */
        List<Kept> drawn(PortfolioFilter filter, int accounts);

        /**
         * How many events each account has.
         *
         * @param partition of all of them
         * @param accounts which
         * @return by account; one without events may be missing
         */
        Map<AccountId, Long> counts(int partition, Collection<AccountId> accounts);

        /**
         * Where the events of accounts lie.
         *
         * @param partition of all of them
         * @param accounts which
         * @return rising offsets by account; one without events may be missing
         */
        Map<AccountId, List<Long>> offsets(int partition, Collection<AccountId> accounts);
    }
}
