package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.Scorecards;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers for accounts: which there are, how they are, why, and how they were. */
public final class ReadAccounts {

    private static final Duration MONTH = Duration.ofDays(30);

    private final AccountRecords records;
    private final Scorecards cards;
    private final EventCatalogue catalogue;
    private final InstantSource clock;

    /**
     * From what is kept.
     *
     * @param records of accounts
     * @param cards for names, and for what measures read
     * @param catalogue what is known of event types
     * @param clock the present
     */
    public ReadAccounts(
            AccountRecords records,
            Scorecards cards,
            EventCatalogue catalogue,
            InstantSource clock) {
        this.records = records;
        this.cards = cards;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What comes of asking why a score is what it is. */
    public sealed interface Answer {

        /**
         * It can be told.
         *
         * @param explanation why
         */
        record Explained(Explanation explanation) implements Answer {}

        /** No such account has ever been judged. */
        record UnknownAccount() implements Answer {}

        /** The account had not been judged by then. */
        record NotYetJudged() implements Answer {}
    }

    /**
     * Lists accounts.
     *
     * @param query which
     * @return a page of them
     */
    public Uni<AccountPage> list(AccountQuery query) {
        return records.list(query, monthAgo())
                .map(found ->
                        new AccountPage(
                                Listed.items(found, query.limit()),
                                Listed.next(found, query.limit(), query.question())));
    }

    /**
     * Tells all of an account.
     *
     * @param scope which accounts may be shown
     * @param accountId its id
     * @return the account, or empty when none such has ever been judged
     */
    public Uni<Optional<AccountDetail>> find(Scope scope, String accountId) {
        return records.find(scope, accountId, monthAgo()).map(found -> found.map(this::detail));
    }

    /**
     * Explains a score.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @param at of which moment, or null for the present
     * @return why it is what it is
     */
    public Uni<Answer> explain(Scope scope, String accountId, @Nullable Instant at) {
        return records.find(scope, accountId, monthAgo())
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new Answer.UnknownAccount());
                    }
                    AccountRecord account = found.get();
                    if (at == null) {
                        return explain(account, account.verdict());
                    }
                    return records.verdictAt(accountId, at)
                            .chain(verdict ->
                                    verdict.isEmpty()
                                            ? Uni.createFrom().item(new Answer.NotYetJudged())
                                            : explain(account, verdict.get()));
                });
    }

    /**
     * Lists the changes of an account's health.
     *
     * @param scope which accounts may be shown
     * @param query which
     * @return a page of them, or empty when no such account has ever been judged
     */
    public Uni<Optional<HistoryPage>> history(Scope scope, HistoryQuery query) {
        String question =
                HistoryQuery.question(
                        query.accountId(), query.from(), query.to(), query.superseded());
        return records.find(scope, query.accountId(), monthAgo())
                .chain(account ->
                        account.isEmpty()
                                ? Uni.createFrom().item(Optional.<HistoryPage>empty())
                                : records.history(query)
                                        .map(found ->
                                                Optional.of(
                                                        new HistoryPage(
                                                                Listed.items(found, query.limit()),
                                                                Listed.next(
                                                                        found,
                                                                        query.limit(),
                                                                        question)))));
    }

    private Uni<Answer> explain(AccountRecord account, Verdict verdict) {
        return cards.find(verdict.policyVersion(), verdict.scorecard())
                .chain(card ->
                        facts(account, card.orElse(null))
                                .map(facts ->
                                        new Answer.Explained(
                                                Explainer.explain(
                                                        new AccountId(account.item().id()),
                                                        verdict,
                                                        card.orElse(null),
                                                        facts,
                                                        catalogue))));
    }

    /** Only the rows that tell of the latest events; a large account has many others. */
    private Uni<AccountFacts> facts(AccountRecord account, @Nullable Scorecard card) {
        var facts = AccountFacts.of(catalogue);
        if (card == null) {
            return Uni.createFrom().item(facts);
        }
        List<ChunkKey.OfType> keys =
                Explainer.types(card, catalogue).stream().map(ChunkKey.OfType::new).toList();
        return records.facts(account.partition(), account.item().id(), keys)
                .map(rows -> {
                    facts.load(keys, rows);
                    return facts;
                });
    }

    private AccountDetail detail(AccountRecord account) {
        var facts = AccountFacts.of(catalogue);
        Map<ChunkKey, byte[]> profile = account.profile();
        facts.load(List.of(new ChunkKey.OfProfile()), profile);
        return AccountDetail.of(
                account.item(), account.verdict(), facts.traits(), account.counts());
    }

    private Instant monthAgo() {
        return clock.instant().minus(MONTH);
    }
}
