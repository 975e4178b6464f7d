package io.keepwell.engine.account;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that an account would have had: its events of the past are folded day by day in the
 * order in which they occurred, and each day is judged at its end by today's policies. Nobody is
 * told; from the last verdict the account {@linkplain AccountCase#adopt goes on}.
 */
public final class Reconstruction {

    private static final Comparator<CustomerEventV1> BY_TIME =
            Comparator.comparing(CustomerEventV1::occurredAt)
                    .thenComparing(CustomerEventV1::id)
                    .thenComparing(event -> event.source().value());

    private final Judge judge;
    private final Reporting reporting;
    private final AccountFacts facts;
    private final int today;
    private final Place place;
    private final List<Change> history = new ArrayList<>();
    private final List<AccountPeriod> periods = new ArrayList<>();
    private @Nullable Verdict verdict;
    private boolean begun;

    /** The day that is not judged yet. */
    private int day;

    /**
     * Begins one.
     *
     * @param catalogue what is known of event types
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param today the present day, which is left to the account itself
     * @param place how far the log was read
     */
    public Reconstruction(
            EventCatalogue catalogue, Judge judge, Reporting reporting, int today, Place place) {
        this.facts = AccountFacts.of(catalogue);
        this.judge = judge;
        this.reporting = reporting;
        this.today = today;
        this.place = place;
        this.day = today - Days.HORIZON + 1;
    }

    /**
     * Reconstructs.
     *
     * @param events all events of the account that are known, in any order
     * @param catalogue what is known of event types
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param today the present day, which is left to the account itself
     * @param place how far the log was read
     * @return the past
     */
    public static Reconstruction of(
            Collection<CustomerEventV1> events,
            EventCatalogue catalogue,
            Judge judge,
            Reporting reporting,
            int today,
            Place place) {
        var past = new Reconstruction(catalogue, judge, reporting, today, place);
        events.forEach(past::know);
        past.take(events);
        past.end();
        return past;
    }

    /**
     * Takes note of what was taken back: it has no part in the past, whenever it was taken back.
     *
     * @param event any of the account's; to be told before the first that it takes back is taken in
     */
    public void know(CustomerEventV1 event) {
        if (Withdrawal.is(event)) {
            fold(event, day);
        }
    }

    /**
     * Takes events in.
     *
     * @param events some of the account's, in any order; none occurred before one that was taken
     *     earlier
     */
    public void take(Collection<CustomerEventV1> events) {
        events.stream().sorted(BY_TIME).forEach(this::take);
    }

    /** Ends it when all events were taken: judges the days that are left of the past. */
    public void end() {
        if (begun) {
            judgeDays(today);
        }
    }

    /**
     * The history.
     *
     * @return the days on which something changed, the oldest first
     */
    public List<Change> history() {
        return List.copyOf(history);
    }

    /**
     * What portfolios would have seen.
     *
     * @return the days on which something changed for them, the oldest first
     */
    public List<AccountPeriod> periods() {
        return List.copyOf(periods);
    }

    /**
     * Where the past leads to.
     *
     * @return the verdict of yesterday's end, or empty when nothing lies in the past
     */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    private void take(CustomerEventV1 event) {
        if (Withdrawal.is(event)) {
            return;
        }
        // What is older than the horizon counts for its first day.
        int its = Math.max(Days.of(event.occurredAt()), day);
        if (begun) {
            judgeDays(Math.min(its, today));
        }
        if (its < today) {
            day = its;
            begun = true;
            fold(event, its);
        }
    }

    private void fold(CustomerEventV1 event, int day) {
        for (List<ChunkKey> missing = facts.missing(event);
                !missing.isEmpty();
                missing = facts.missing(event)) {
            facts.load(missing, Map.of());
        }
        facts.fold(event, day);
    }

    private void judgeDays(int to) {
        for (; day < to; day++) {
            judgeAt(Days.begin(day + 1).minusMillis(1));
        }
    }

    private void judgeAt(Instant at) {
        var hearing = new Hearing(facts, verdict, reporting, at, CauseKind.RECONSTRUCTION, null);
        facts.load(facts.missingContract(), Map.of());
        Judgement judgement = judge.judge(hearing);
        while (judgement instanceof Judgement.Missing(var rows)) {
            facts.load(rows, Map.of());
            judgement = judge.judge(hearing);
        }
        take(((Judgement.Given) judgement).verdict());
    }

    private void take(Verdict given) {
        AccountPeriod period = AccountPeriod.of(facts, given);
        if (periods.isEmpty() || !periods.getLast().isSameAs(period)) {
            periods.add(period);
        }
        Verdict told = given.told();
        if (verdict == null || isNews(verdict, given)) {
            history.add(
                    new Change(
                            told,
                            Snapshots.account(facts, given),
                            new Cause(
                                    CauseKind.RECONSTRUCTION,
                                    null,
                                    null,
                                    null,
                                    place.partition(),
                                    place.nextOffset()),
                            given.announced().exact(),
                            given.announced().since(),
                            List.of()));
            verdict = told;
        } else {
            verdict = given;
        }
    }

    private static boolean isNews(Verdict before, Verdict after) {
        return !Objects.equals(before.announced().shown(), after.score().shown())
                || before.status() != after.status()
                || !before.signals().keySet().equals(after.signals().keySet());
    }
}
