package io.keepwell.scoring.application.plan;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.NearSegments;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.fold.StoredAccounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Judges all accounts by policies that are not in force, from the facts and verdicts that are kept,
 * and says what would be different. It writes nothing and holds nobody up.
 */
public final class PlanPolicies {

    /** How many accounts are in memory at a time. */
    private static final int PAGE = 500;

    private final LiveAccounts live;
    private final EventCatalogue catalogue;
    private final InstantSource clock;

    /** A plan reads all accounts; two at a time would be in each other's way, and the fold's. */
    private final Semaphore alone = new Semaphore(1);

    /**
     * Looks at accounts.
     *
     * @param live the accounts
     * @param catalogue what is known of event types
     * @param clock the present
     */
    public PlanPolicies(LiveAccounts live, EventCatalogue catalogue, InstantSource clock) {
        this.live = live;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** An account that waits for rows before it can be judged. */
    private record Waiting(AccountId id, AccountFacts facts, Verdict before) {}

    /**
     * What somebody asks.
     *
     * @param candidate the policies
     * @param warnings what there is to say of them without a look at any account
     * @param listed how many accounts are named at most in each list of them, 1 or more
     * @param scope the accounts that may be named; all are counted
     */
    public record Question(PolicySet candidate, List<String> warnings, int listed, Scope scope) {
        /** Copies the list. */
        public Question {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Says what would come of policies.
     *
     * @param question which
     * @return what would come of them; empty while another plan is being worked out
     */
    public Optional<Plan> plan(Question question) {
        if (!alone.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(live.look(view -> plan(view, question)));
        } finally {
            alone.release();
        }
    }

    private Plan plan(LiveAccounts.View view, Question question) {
        PolicySet candidate = question.candidate();
        Instant now = clock.instant();
        Optional<PolicySet> present = view.policies();
        var planning =
                new Planning(
                        view.accounts(),
                        view.reporting(),
                        new Judge(candidate, catalogue).knowing(view.peers(Days.of(now))),
                        new NearSegments(candidate.segments(), catalogue),
                        new PlanTally(present.orElse(null), candidate, question.listed()),
                        question.scope(),
                        now);
        for (int partition : view.partitions()) {
            String after = "";
            List<AccountId> ids;
            do {
                ids =
                        view.accounts()
                                .accountsAfter(partition, new StoredAccounts.Page(after, PAGE));
                planning.judge(partition, ids);
                after = ids.isEmpty() ? after : ids.getLast().value();
            } while (ids.size() == PAGE);
        }
        return planning.tally.plan(
                present.map(PolicySet::version).orElse(null), now, question.warnings());
    }

    /** One look at all accounts. */
    private final class Planning {

        private final StoredAccounts accounts;
        private final Reporting reporting;
        private final Judge judge;
        private final NearSegments segments;
        private final PlanTally tally;
        private final Scope scope;
        private final Instant now;

        Planning(
                StoredAccounts accounts,
                Reporting reporting,
                Judge judge,
                NearSegments segments,
                PlanTally tally,
                Scope scope,
                Instant now) {
            this.accounts = accounts;
            this.reporting = reporting;
            this.judge = judge;
            this.segments = segments;
            this.tally = tally;
            this.scope = scope;
            this.now = now;
        }

        /** Judges accounts; what they lack is loaded for all of them at once. */
        void judge(int partition, Collection<AccountId> ids) {
            var found = new ArrayList<Waiting>();
            accounts.accounts(partition, ids)
                    .forEach((id, stored) -> {
                        Verdict before = stored.verdict();
                        if (before != null) {
                            var facts = AccountFacts.of(catalogue);
                            facts.loadWhole(stored.rows());
                            // So that the parts of the change are of these two verdicts alone.
                            found.add(new Waiting(id, facts, before.told()));
                        }
                    });
            List<Waiting> waiting = found;
            while (!waiting.isEmpty()) {
                Map<Waiting, Set<ChunkKey>> missing = new LinkedHashMap<>();
                for (Waiting one : waiting) {
                    switch (judge.judge(hearing(one))) {
                        case Judgement.Missing(var rows) -> missing.put(one, rows);
                        case Judgement.Given(Verdict after) -> count(one, after);
                    }
                }
                load(partition, missing);
                waiting = List.copyOf(missing.keySet());
            }
        }

        private Hearing hearing(Waiting one) {
            return new Hearing(
                    one.facts(),
                    one.before(),
                    reporting,
                    at(one.before()),
                    CauseKind.CONFIGURATION,
                    null);
        }

        /** A verdict is not before the one that it follows, whatever this clock says. */
        private Instant at(Verdict before) {
            Instant asOf = Instant.ofEpochMilli(before.asOf());
            return asOf.isAfter(now) ? asOf : now;
        }

        private void count(Waiting one, Verdict after) {
            AccountSnapshot account = Snapshots.account(one.facts(), after);
            tally.add(
                    new Effect(one.id(), account, one.before(), after, scope.has(account)),
                    segments.of(one.facts(), reporting, at(one.before())).orElse(null));
        }

        private void load(int partition, Map<Waiting, Set<ChunkKey>> missing) {
            if (missing.isEmpty()) {
                return;
            }
            var found =
                    accounts.rows(
                            partition,
                            missing.entrySet().stream()
                                    .map(it ->
                                            new StoredAccounts.Wanted(
                                                    it.getKey().id(), it.getValue()))
                                    .toList());
            missing.forEach(
                    (one, keys) -> one.facts().load(keys, found.getOrDefault(one.id(), Map.of())));
        }
    }
}
