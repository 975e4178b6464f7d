package io.keepwell.engine.trial;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.keepwell.engine.score.Score;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.trial.Expected;
import io.keepwell.policy.trial.Given;
import io.keepwell.policy.trial.PolicyTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;

/**
 * Runs tests of policies. Events go the way that those of customers go; a test that gives numbers
 * begins where its numbers would have been measured. One thread's own.
 */
public final class Trial {

    private static final AccountId ACCOUNT = new AccountId("tested-account");
    private static final int PEERS = 100;

    private final PolicySet policies;
    private final EventCatalogue catalogue;

    /**
     * Of policies.
     *
     * @param policies what is put to the test
     * @param catalogue what is known of event types
     */
    public Trial(PolicySet policies, EventCatalogue catalogue) {
        this.policies = policies;
        this.catalogue = catalogue;
    }

    /**
     * Runs a test.
     *
     * @param test one that was read against these policies
     * @return what it did not find
     */
    public TrialResult run(PolicyTest test) {
        return new TrialResult(
                test,
                switch (test.given()) {
                    case Given.Happened happened -> ofEvents(test, happened);
                    case Given.Scored(var dimensions) ->
                            ofNumbers(test, card -> GivenNumbers.scored(card, dimensions));
                    case Given.Measured(var measures) ->
                            ofNumbers(test, card -> GivenNumbers.measured(card, measures));
                });
    }

    private interface Scoring {
        Score score(Scorecard card);
    }

    /** The card is the one that would judge such an account, unless the test names another. */
    private List<Mismatch> ofNumbers(PolicyTest test, Scoring scoring) {
        Verdict verdict = verdictOfTraits(test);
        var mismatches = new ArrayList<Mismatch>();
        for (Expected expected : test.expected()) {
            String id = expected.card() == null ? verdict.scorecard().id() : expected.card();
            Scorecard card = card(id);
            mismatches.addAll(new Comparison(expected, card).with(scoring.score(card)));
        }
        return mismatches;
    }

    private Verdict verdictOfTraits(PolicyTest test) {
        var events = new TestEvents(ACCOUNT, test.account(), List.of(), test.now());
        Replay replay = new Replay(ACCOUNT, new Judge(policies, catalogue), catalogue);
        events.received()
                .forEach((_, together) ->
                        replay.receive(together, events.reporting(Set.of(), test.now())));
        return replay.verdict().orElseThrow();
    }

    private List<Mismatch> ofEvents(PolicyTest test, Given.Happened given) {
        var events = new TestEvents(ACCOUNT, test.account(), given.events(), test.now());
        NavigableMap<Instant, List<CustomerEventV1>> received = events.received();
        Reporting reporting = events.reporting(given.connected(), test.now());
        Judge judge = new Judge(policies, catalogue).knowing(book(given.peers()));
        Replay replay = new Replay(ACCOUNT, judge, catalogue);
        var mismatches = new ArrayList<Mismatch>();
        for (Expected expected : test.expected()) {
            NavigableMap<Instant, List<CustomerEventV1>> next =
                    received.headMap(expected.at(), true);
            next.values().forEach(together -> replay.receive(together, reporting));
            next.clear();
            replay.advance(expected.at(), reporting);
            mismatches.addAll(
                    replay.verdict().isPresent()
                            ? compared(expected, replay.verdict().get())
                            : Comparison.nothingYet(expected));
        }
        return mismatches;
    }

    /** A hundred peers in each segment, who never change. */
    private static PeerBook book(Map<String, Map<String, List<BigDecimal>>> given) {
        var segments = new HashMap<String, Map<String, Quantiles>>();
        given.forEach((segment, metrics) -> {
            var spreads = new HashMap<String, Quantiles>();
            metrics.forEach((metric, numbers) ->
                    spreads.put(
                            metric,
                            new Quantiles(
                                    PEERS,
                                    numbers.stream().map(BigDecimal::doubleValue).toList())));
            segments.put(segment, spreads);
        });
        return new PeerBook(List.of(new Peers("test", 0, segments)));
    }

    private List<Mismatch> compared(Expected expected, Verdict verdict) {
        return new Comparison(expected, card(verdict.scorecard().id())).with(verdict);
    }

    private Scorecard card(String id) {
        return Objects.requireNonNull(policies.scorecards().get(id)).value();
    }
}
