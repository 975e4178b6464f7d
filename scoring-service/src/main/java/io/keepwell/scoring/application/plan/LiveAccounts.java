package io.keepwell.scoring.application.plan;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.policy.PolicySet;
import io.keepwell.scoring.application.fold.StoredAccounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All accounts as they are at one moment, to be looked at. */
public interface LiveAccounts {

    /** What is seen of them: all of it of one moment, and nothing of it can be changed. */
    interface View {

        /**
         * The version of the policies in force, which costs little to ask for.
         *
         * @return empty before there are any
         */
        Optional<String> policyVersion();

        /**
         * The policies in force.
         *
         * @return empty before there are any
         */
        Optional<PolicySet> policies();

        /**
         * Which kinds of source report, and which have gone silent.
         *
         * @return for the company as a whole
         */
        Reporting reporting();

        /**
         * The snapshots of peers that count on a day or later.
         *
         * @param from the UTC day
         * @return by the days on which they count
         */
        PeerBook peers(int from);

        /**
         * Whether every partition has judged a day's midnight, and so read what came before it.
         *
         * @param day the UTC day
         * @return false while one lags behind
         */
        boolean haveJudged(int day);

        /**
         * The partitions that hold accounts.
         *
         * @return in order
         */
        List<Integer> partitions();

        /**
         * The accounts.
         *
         * @return where they are read
         */
        StoredAccounts accounts();
    }

    /**
     * Looks at them. Nothing waits for whoever looks, and he waits for nobody.
     *
     * @param looking what to do with the view, which is of no use afterwards
     * @param <T> what comes of it
     * @return what came of it
     */
    <T> T look(Function<? super View, T> looking);
}
