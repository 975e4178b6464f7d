package io.keepwell.scoring.application.reading;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.EventArchive.Archived;
import io.keepwell.scoring.application.PolicyVersions;
import io.keepwell.scoring.application.Scorecards;
import io.keepwell.scoring.application.peers.PeerBooks;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Answers for scores of the past. History keeps each step that people saw; what was between two of
 * them is computed once more from the events that had been received by then.
 */
public final class ReadPastScores {

    /** The events of one account that are read for an answer; about 12 MB. */
    static final int EVENTS_MAX = 20_000;

    private final AccountRecords records;
    private final Scorecards cards;
    private final PolicyVersions policies;
    private final PeerBooks peers;
    private final EventArchive archive;
    private final EventCatalogue catalogue;
    private final Executor workers;

    /**
     * From what is kept.
     *
     * @param records of accounts
     * @param cards for names, and for what measures read
     * @param policies those of then
     * @param peers all snapshots of peers
     * @param archive the log
     * @param catalogue what is known of event types
     * @param workers may wait for the log, and compute for a second; few at a time, for each holds
     *     an account's events
     */
    public ReadPastScores(
            AccountRecords records,
            Scorecards cards,
            PolicyVersions policies,
            PeerBooks peers,
            EventArchive archive,
            EventCatalogue catalogue,
            Executor workers) {
        this.records = records;
        this.cards = cards;
        this.policies = policies;
        this.peers = peers;
        this.archive = archive;
        this.catalogue = catalogue;
        this.workers = workers;
    }

    /** What comes of asking. */
    public sealed interface Answer {

        /**
         * It can be told.
         *
         * @param explanation why the score was what it was
         */
        record Explained(Explanation explanation) implements Answer {}

        /** No such account has ever been judged. */
        record UnknownAccount() implements Answer {}

        /** The account had not been judged by then. */
        record NotYetJudged() implements Answer {}

        /** No policies of that version were ever applied, or they cannot be read any more. */
        record UnknownVersion() implements Answer {}

        /**
         * It would have to be computed, and cannot be.
         *
         * @param because why
         */
        record NotComputable(String because) implements Answer {}
    }

    /** What there is to compute from, or why there is not enough. */
    private sealed interface Material {
        record Ready(PastScore score, PeerBook peers) implements Material {}

        record Lacking(String because) implements Material {}
    }

    /**
     * Explains the score that an account had.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @param at when
     * @return why it was what it was
     */
    public Uni<Answer> at(Scope scope, String accountId, Instant at) {
        return found(
                scope,
                accountId,
                account ->
                        records.keptAt(accountId, at)
                                .chain(kept ->
                                        kept.isEmpty()
                                                ? Uni.createFrom().item(new Answer.NotYetJudged())
                                                : at(account, kept.get(), at)));
    }

    /**
     * Explains the score that an account would have had by other policies.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @param at when
     * @param version of the policies; any that were ever applied
     * @return why it would have been what it would have been
     */
    public Uni<Answer> by(Scope scope, String accountId, Instant at, String version) {
        return found(
                scope,
                accountId,
                account ->
                        policies.find(version)
                                .chain(found ->
                                        found.isEmpty()
                                                ? Uni.createFrom().item(new Answer.UnknownVersion())
                                                : material(account, found.get())
                                                        .map(material ->
                                                                by(
                                                                        account,
                                                                        found.get(),
                                                                        material,
                                                                        at))));
    }

    private Uni<Answer> found(
            Scope scope, String accountId, Function<AccountRecord, Uni<Answer>> then) {
        return records.find(scope, accountId, Instant.EPOCH)
                .chain(account ->
                        account.isEmpty()
                                ? Uni.createFrom().item(new Answer.UnknownAccount())
                                : then.apply(account.get()));
    }

    private Uni<Answer> at(AccountRecord account, PastScore.Kept kept, Instant at) {
        if (kept.reconstructed()) {
            return kept(account, kept, at, "a backfill told it of a time before");
        }
        return policies.find(kept.verdict().policyVersion())
                .chain(its ->
                        its.isEmpty()
                                ? kept(
                                        account,
                                        kept,
                                        at,
                                        "this release cannot read the policies of then")
                                : material(account, its.get())
                                        .chain(material ->
                                                at(account, kept, its.get(), material, at)));
    }

    private Uni<Answer> at(
            AccountRecord account,
            PastScore.Kept kept,
            PolicySet its,
            Material material,
            Instant at) {
        if (!(material instanceof Material.Ready(PastScore score, PeerBook book))) {
            return kept(account, kept, at, ((Material.Lacking) material).because());
        }
        Replay replay = score.since(id(account), new Judge(its, catalogue).knowing(book), kept, at);
        Verdict verdict = replay.verdict().orElseThrow();
        return isToldAs(kept.verdict(), verdict)
                ? Uni.createFrom().item(explained(account, its, replay, score.known(at), at))
                : kept(
                        account,
                        kept,
                        at,
                        "computed once more it is %s, and it was told as %s"
                                .formatted(words(verdict), words(kept.verdict())));
    }

    private static String words(Verdict verdict) {
        return "%s %s with %d signals"
                .formatted(
                        verdict.status().wireName(),
                        verdict.score().shown(),
                        verdict.signals().size());
    }

    private Answer by(AccountRecord account, PolicySet other, Material material, Instant at) {
        if (!(material instanceof Material.Ready(PastScore score, PeerBook book))) {
            return new Answer.NotComputable(((Material.Lacking) material).because());
        }
        Replay replay = score.by(id(account), new Judge(other, catalogue).knowing(book), at);
        return replay.verdict().isEmpty()
                ? new Answer.NotYetJudged()
                : explained(account, other, replay, score.known(at), at);
    }

    /** No step of history lies between the two, so people saw the same. */
    private static boolean isToldAs(Verdict kept, Verdict computed) {
        return Objects.equals(kept.score().shown(), computed.score().shown())
                && kept.status() == computed.status()
                && kept.signals().keySet().equals(computed.signals().keySet());
    }

    private Answer explained(
            AccountRecord account, PolicySet by, Replay replay, int events, Instant at) {
        Verdict verdict = replay.verdict().orElseThrow();
        Scorecard card =
                Objects.requireNonNull(by.scorecards().get(verdict.scorecard().id())).value();
        AccountFacts facts = replay.facts();
        for (EventType type : Explainer.types(card, catalogue)) {
            facts.load(facts.missing(type), Map.of());
        }
        return new Answer.Explained(
                Explainer.explain(id(account), verdict, card, facts, catalogue)
                        .found(new Explanation.Found(at, "computed", events, null)));
    }

    private Uni<Answer> kept(
            AccountRecord account, PastScore.Kept kept, Instant at, String because) {
        Verdict verdict = kept.verdict();
        return cards.find(verdict.policyVersion(), verdict.scorecard())
                .chain(card ->
                        LatestEvents.of(records, account, card.orElse(null), catalogue)
                                .map(facts ->
                                        new Answer.Explained(
                                                Explainer.explain(
                                                                id(account),
                                                                verdict,
                                                                card.orElse(null),
                                                                facts,
                                                                catalogue)
                                                        .found(
                                                                new Explanation.Found(
                                                                        at, "kept", null,
                                                                        because)))));
    }

    private Uni<Material> material(AccountRecord account, PolicySet its) {
        int partition = account.partition();
        return Uni.combine()
                .all()
                .unis(
                        records.offsets(
                                partition, account.item().id(), Long.MAX_VALUE, EVENTS_MAX + 1),
                        records.views(partition),
                        its.peerMetrics().isEmpty()
                                ? Uni.createFrom().item(PeerBook.NONE)
                                : peers.all())
                .asTuple()
                .emitOn(workers)
                .map(found ->
                        material(partition, found.getItem1(), found.getItem2(), found.getItem3()));
    }

    private Material material(
            int partition, List<Long> offsets, List<PastScore.View> views, PeerBook book) {
        if (offsets.size() > EVENTS_MAX) {
            return new Material.Lacking(
                    "the account has more than %,d events".formatted(EVENTS_MAX));
        }
        var events = new ArrayList<Archived>(offsets.size());
        try {
            archive.read(partition, offsets, events::add);
        } catch (EventArchive.UnavailableException away) {
            return new Material.Lacking("the log of events does not answer");
        }
        return events.size() == offsets.size()
                ? new Material.Ready(new PastScore(catalogue, views, events), book)
                : new Material.Lacking(
                        "the log holds %,d of the account's %,d events"
                                .formatted(events.size(), offsets.size()));
    }

    private static AccountId id(AccountRecord account) {
        return new AccountId(account.item().id());
    }
}
