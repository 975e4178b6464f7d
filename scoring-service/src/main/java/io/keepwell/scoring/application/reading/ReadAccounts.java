package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
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
     * Explains the score of the present.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @return why it is what it is, or empty when no such account has ever been judged
     */
    public Uni<Optional<Explanation>> explain(Scope scope, String accountId) {
        return records.find(scope, accountId, monthAgo())
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(Optional.<Explanation>empty())
                                : explain(found.get()).map(Optional::of));
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

    private Uni<Explanation> explain(AccountRecord account) {
        Verdict kept = account.kept();
        return cards.find(kept.policyVersion(), kept.scorecard())
                .chain(card ->
                        LatestEvents.of(records, account, card.orElse(null), catalogue)
                                .map(facts ->
                                        Explainer.explain(
                                                new AccountId(account.item().id()),
                                                account.verdict(
                                                        card.orElse(null), facts, catalogue),
                                                card.orElse(null),
                                                facts,
                                                catalogue)));
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
