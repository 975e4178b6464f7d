package io.keepwell.engine.account;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Announcement;
import io.keepwell.engine.judge.Announcer;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account in the hands of its owner. Facts and verdict go in, events and time move them on, and
 * what has changed is collected until it is {@linkplain #takeChanges taken}.
 *
 * <p>Whatever needs rows that are not loaded returns their keys and has not happened: load them
 * into {@link #facts} and call again, until nothing is missing.
 *
 * <p>The account lives by the times at which its events were received, so that the same log gives
 * the same verdicts however late it is read: before an event is folded, the days that began and the
 * deadlines that passed since the last verdict are judged one by one.
 */
public final class AccountCase {

    /** What occurred longer before it was received is news of the past. */
    private static final Duration LATE = Duration.ofHours(24);

    private static final List<ChunkKey> DONE = List.of();

    /** Of an account that every midnight has to judge. */
    public static final int AWAKE = 0;

    private final AccountId id;
    private final AccountFacts facts;
    private final List<Change> changes = new ArrayList<>();
    private final List<AccountPeriod> periods = new ArrayList<>();
    private final long toldBefore;
    private @Nullable Verdict verdict;
    private boolean verdictDirty;
    private boolean listedOtherwise;
    private int restsUntil;

    /** Which kinds of source reported when the verdict was given; null when that is not known. */
    private @Nullable Reporting heard;

    /**
     * Takes an account up that does not rest.
     *
     * @param id which
     * @param facts its facts, with rows as far as they are loaded
     * @param verdict its verdict, or null when it has none yet
     */
    public AccountCase(AccountId id, AccountFacts facts, @Nullable Verdict verdict) {
        this(id, facts, verdict, 0, AWAKE);
    }

    /**
     * Takes an account up. One that rests has to be {@linkplain #rouse roused} before anything else
     * is done with it.
     *
     * @param id which
     * @param facts its facts, with rows as far as they are loaded
     * @param verdict its verdict, or null when it has none yet
     * @param toldBefore the number of the last message that was told of one of its name that was
     *     erased, 0 for none: the first of the new one has the number after it, so that no reader
     *     takes it for a repeat
     * @param restsUntil as {@link #restsUntil()} told, {@link #AWAKE} for one that does not rest
     */
    public AccountCase(
            AccountId id,
            AccountFacts facts,
            @Nullable Verdict verdict,
            long toldBefore,
            int restsUntil) {
        this.id = id;
        this.facts = facts;
        this.verdict = verdict;
        this.toldBefore = toldBefore;
        this.restsUntil = restsUntil;
    }

    /**
     * Which account.
     *
     * @return its id
     */
    public AccountId id() {
        return id;
    }

    /**
     * Its facts.
     *
     * @return the working copy
     */
    public AccountFacts facts() {
        return facts;
    }

    /**
     * Its verdict.
     *
     * @return the latest, or empty when there is none yet
     */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /**
     * The time at which something that was received at a moment is judged.
     *
     * @param receivedAt that moment
     * @param now the present: no clock of a sender moves an account into the future
     * @return a moment not before the verdict
     */
    public Instant timeOf(Instant receivedAt, Instant now) {
        Instant at = receivedAt.isAfter(now) ? now : receivedAt;
        return verdict != null && verdict.asOf() > at.toEpochMilli()
                ? Instant.ofEpochMilli(verdict.asOf())
                : at;
    }

    /**
     * Brings the verdict up to a moment: days that begin, deadlines that pass, and another policy.
     * An account without a verdict waits for its first event.
     *
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param at the moment
     * @param place how far the log was read
     * @return the rows that are missing, empty when it is done
     */
    public Collection<ChunkKey> advance(Judge judge, Reporting reporting, Instant at, Place place) {
        while (verdict != null) {
            Instant next = nextStep(verdict);
            boolean isDue = !next.isAfter(at);
            boolean isOther = !verdict.policyVersion().equals(judge.policies().version());
            if (!isDue && !isOther) {
                return DONE;
            }
            // Other policies go first, or what they change would be told as the work of time.
            Instant now = isDue ? Instant.ofEpochMilli(verdict.asOf()) : timeOf(at, at);
            CauseKind kind = isOther ? CauseKind.CONFIGURATION : CauseKind.TIME;
            var missing =
                    decide(judge, reporting, isOther ? now : next, kind, null, cause(kind, place));
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return DONE;
    }

    /**
     * Until when no midnight has to judge it, though it is as if each of them did.
     *
     * @return the first UTC day that has to, or {@link #AWAKE} when every one has
     */
    public int restsUntil() {
        return restsUntil;
    }

    /**
     * Lets the account rest, if it may: it has just been judged by these policies at midnight, and
     * until a day of its own no midnight will give it another verdict if no event comes.
     *
     * @param judge by the policies in force
     * @param rest that of all accounts from now on
     * @param most how many days it may rest at most, 1 or more
     */
    public void rest(Judge judge, Rest rest, int most) {
        if (verdict == null
                || !verdict.policyVersion().equals(judge.policies().version())
                || verdict.asOf() != Days.begin(rest.through()).toEpochMilli()) {
            return;
        }
        int day = judge.restsUntil(facts, verdict, rest.reporting(), most);
        restsUntil = day > rest.through() + 1 ? day : AWAKE;
    }

    /**
     * Ends the account's rest, if it rests: the verdict becomes what the midnights gave it that it
     * rested over.
     *
     * @param judge by the policies in force
     * @param rest that of all accounts, up to the last midnight that was one for all of them; null
     *     where there was none yet
     */
    public void rouse(Judge judge, @Nullable Rest rest) {
        if (restsUntil == AWAKE) {
            return;
        }
        int day = rest == null ? AWAKE : Math.min(restsUntil - 1, rest.through());
        if (rest != null && verdict != null && day > Days.of(verdict.asOf())) {
            verdict = judge.rested(facts, verdict, rest.reporting(), day);
        }
        restsUntil = AWAKE;
        verdictDirty = true;
        heard = null;
    }

    /** Notes that events were folded on which it is not judged yet, such as those of a backfill. */
    public void leaveUnjudged() {
        heard = null;
    }

    /**
     * Folds an event in. All rows that {@link AccountFacts#missing(CustomerEventV1)} names must be
     * loaded.
     *
     * @param event the event
     * @param at the time that {@link #timeOf} gave
     * @return what became of it
     */
    public Folding fold(CustomerEventV1 event, Instant at) {
        return facts.fold(event, Days.of(at));
    }

    /**
     * Judges the account after events were folded that were received together. What arrives in one
     * request is judged as one: a customer's first hundred events are not a hundred verdicts, each
     * on the part of them that happened to be read first.
     *
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param events the events, one or more, in the order of the log
     * @param at the time that {@link #timeOf} gave
     * @param place how far the log was read, these events included
     * @return the rows that are missing, empty when it is done
     */
    public Collection<ChunkKey> judge(
            Judge judge,
            Reporting reporting,
            List<CustomerEventV1> events,
            Instant at,
            Place place) {
        Optional<CustomerEventV1> timely =
                events.reversed().stream()
                        .filter(event -> !isLate(event) && !Withdrawal.is(event))
                        .findFirst();
        CustomerEventV1 told = timely.orElse(events.getLast());
        CauseKind kind =
                EventCatalogue.OVERRIDING.contains(told.type())
                        ? CauseKind.OVERRIDE
                        : timely.isPresent() ? CauseKind.BEHAVIOUR : CauseKind.LATE_DATA;
        var cause =
                new Cause(
                        kind,
                        told.id(),
                        told.source(),
                        told.type(),
                        place.partition(),
                        place.nextOffset());
        if (events.stream().anyMatch(Withdrawal::is)) {
            // What was taken back may have touched anything.
            return decide(judge, reporting, at, kind, null, cause);
        }
        Touched touched = facts.touched(events);
        return decide(
                judge,
                reporting,
                at,
                kind,
                reporting.equals(heard) ? touched.bySameSources() : touched,
                cause);
    }

    private static boolean isLate(CustomerEventV1 event) {
        return event.occurredAt().isBefore(event.receivedAt().minus(LATE));
    }

    /**
     * Goes on from a verdict that was reconstructed from the account's past, and tells what is new
     * in it.
     *
     * @param reconstructed the verdict that the past leads to
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param at now
     * @param place how far the log was read
     * @return the rows that are missing, empty when it is done
     */
    public Collection<ChunkKey> adopt(
            @Nullable Verdict reconstructed,
            Judge judge,
            Reporting reporting,
            Instant at,
            Place place) {
        var hearing =
                new Hearing(
                        facts,
                        reconstructed,
                        reporting,
                        timeOf(at, at),
                        CauseKind.RECONSTRUCTION,
                        null);
        return switch (judge.judge(hearing)) {
            case Judgement.Missing(var rows) -> rows;
            case Judgement.Given _ when !facts.missingContract().isEmpty() ->
                    facts.missingContract();
            case Judgement.Given(Verdict given) -> {
                tell(judge, Judge.adopt(verdict, given), cause(CauseKind.RECONSTRUCTION, place));
                heard = reporting;
                yield DONE;
            }
        };
    }

    /**
     * Hands over what has changed since the last time.
     *
     * @return in order
     */
    public List<Change> takeChanges() {
        List<Change> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    /**
     * Hands over what portfolios see of it since the last time.
     *
     * @return one a day at most, the oldest first
     */
    public List<AccountPeriod> takePeriods() {
        List<AccountPeriod> taken = AccountPeriod.daily(periods);
        periods.clear();
        return taken;
    }

    /**
     * Hands over the verdict, if it is another than the last time.
     *
     * @return the verdict to store
     */
    public Optional<Verdict> takeVerdict() {
        boolean taken = verdictDirty;
        verdictDirty = false;
        return taken ? verdict() : Optional.empty();
    }

    /**
     * Hands over whether lists show it otherwise than the last time, though nothing was announced:
     * its risk is another, or an override began or ended that changes nothing.
     *
     * @return whether
     */
    public boolean takeListedOtherwise() {
        boolean taken = listedOtherwise;
        listedOtherwise = false;
        return taken;
    }

    private static Instant nextStep(Verdict verdict) {
        Instant tomorrow = Days.begin(Days.of(verdict.asOf()) + 1);
        Instant due = Instant.ofEpochMilli(verdict.dueAt());
        return verdict.dueAt() > 0 && due.isBefore(tomorrow) ? due : tomorrow;
    }

    private Collection<ChunkKey> decide(
            Judge judge,
            Reporting reporting,
            Instant at,
            CauseKind kind,
            @Nullable Touched touched,
            Cause cause) {
        return switch (judge.judge(new Hearing(facts, verdict, reporting, at, kind, touched))) {
            case Judgement.Missing(var rows) -> rows;
            case Judgement.Given _ when !facts.missingContract().isEmpty() ->
                    facts.missingContract();
            case Judgement.Given(Verdict given) -> {
                tell(judge, given, cause);
                heard = reporting;
                yield DONE;
            }
        };
    }

    private void tell(Judge judge, Verdict judged, Cause cause) {
        Verdict given = verdict == null && toldBefore > 0 ? judged.after(toldBefore) : judged;
        Announcement announcement =
                Announcer.announce(id, facts, verdict, given, cause, card(judge, given));
        boolean isOtherPolicy =
                verdict != null && !verdict.policyVersion().equals(given.policyVersion());
        if (!announcement.changes().isEmpty() || isOtherPolicy || verdict == null) {
            changes.add(
                    new Change(
                            announcement.verdict(),
                            Snapshots.account(facts, given),
                            cause,
                            given.announced().exact(),
                            given.announced().since(),
                            announcement.changes()));
        }
        if (facts.takePortfolioChanged()
                || cause.kind() == CauseKind.RECONSTRUCTION
                || isOtherInPortfolios(verdict, given)) {
            periods.add(AccountPeriod.of(facts, given));
        }
        listedOtherwise |=
                verdict == null
                        || !Objects.equals(Snapshots.risk(verdict), Snapshots.risk(given))
                        || isOverridden(verdict) != isOverridden(given);
        verdict = announcement.verdict();
        restsUntil = AWAKE;
        verdictDirty = true;
    }

    private static boolean isOverridden(Verdict verdict) {
        return verdict.score().override().isPresent();
    }

    private boolean isOtherInPortfolios(@Nullable Verdict before, Verdict after) {
        if (before == null
                || before.status() != after.status()
                || !Objects.equals(before.score().shown(), after.score().shown())
                || !Objects.equals(before.segment(), after.segment())
                || !Objects.equals(before.stage(), after.stage())) {
            return true;
        }
        int from = Days.of(before.asOf());
        int to = Days.of(after.asOf());
        return from != to && facts.contract().isGoneOn(from) != facts.contract().isGoneOn(to);
    }

    private static Scorecard card(Judge judge, Verdict verdict) {
        return Objects.requireNonNull(judge.policies().scorecards().get(verdict.scorecard().id()))
                .value();
    }

    private static Cause cause(CauseKind kind, Place place) {
        return new Cause(kind, null, null, null, place.partition(), place.nextOffset());
    }
}
