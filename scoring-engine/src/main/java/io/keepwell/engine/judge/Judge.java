package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ScoreTrail;
import io.keepwell.engine.metrics.Sources;
import io.keepwell.engine.metrics.Standing;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.PeerGroup;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskReading;
import io.keepwell.engine.score.Adjusting;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.Scorer;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives verdicts by a set of policies. Only what an event touched is measured again; with another
 * day, policy or card, everything is. One thread's own.
 */
public final class Judge {

    private final PolicySet policies;
    private final Sources sources;
    private final Map<String, Scorer> scorers;
    private final boolean tells;
    private final PeerBook peers;

    /**
     * By policies.
     *
     * @param policies the policies in force
     * @param catalogue what is known of event types
     */
    public Judge(PolicySet policies, EventCatalogue catalogue) {
        this(policies, catalogue, true);
    }

    private Judge(PolicySet policies, EventCatalogue catalogue, boolean tells) {
        this(policies, new Sources(catalogue), new HashMap<>(), tells, PeerBook.NONE);
        policies.scorecards().forEach((id, card) -> scorers.put(id, new Scorer(card.value())));
    }

    private Judge(
            PolicySet policies,
            Sources sources,
            Map<String, Scorer> scorers,
            boolean tells,
            PeerBook peers) {
        this.policies = policies;
        this.sources = sources;
        this.scorers = scorers;
        this.tells = tells;
        this.peers = peers;
    }

    /**
     * The same, who knows of peers.
     *
     * @param book all that count until the last day of any verdict
     * @return a judge in place of this one, of the same thread
     */
    public Judge knowing(PeerBook book) {
        return new Judge(policies, sources, scorers, tells, book);
    }

    /**
     * For who wants verdicts only, such as a backtest: nobody will be told what moved the scores,
     * so that it is not gathered.
     *
     * @param policies the policies
     * @param catalogue what is known of event types
     * @return a judge whose verdicts are the same but for {@link Verdict#announced}
     */
    public static Judge silent(PolicySet policies, EventCatalogue catalogue) {
        return new Judge(policies, catalogue, false);
    }

    /**
     * The policies that it judges by.
     *
     * @return the policies
     */
    public PolicySet policies() {
        return policies;
    }

    /**
     * Gives a verdict.
     *
     * @param hearing what on
     * @return the verdict, or the rows that are missing for one
     */
    public Judgement judge(Hearing hearing) {
        List<ChunkKey> traits = hearing.facts().missingTraits();
        if (!traits.isEmpty()) {
            return new Judgement.Missing(Set.copyOf(traits));
        }
        int today = Days.of(hearing.at());
        var metrics = new FactsMetrics(hearing.facts(), sources, hearing.reporting(), today);
        var cohort = Cohort.of(policies, new Traits(hearing.facts()), metrics, today);
        Applied<Scorecard> card =
                Objects.requireNonNull(
                        policies.scorecards().get(cohort.scorecard(policies.resolver())));
        Touched touched =
                isComparable(hearing.before(), card.ref(), cohort.segment(), today)
                        ? hearing.touched()
                        : null;
        Verdict before = hearing.before();
        boolean isSameCard = before != null && before.scorecard().equals(card.ref());
        Score score =
                score(
                        Objects.requireNonNull(scorers.get(card.ref().id())),
                        before != null && isSameCard ? before.score() : null,
                        hearing,
                        touched,
                        metrics.among(
                                peers.on(today)
                                        .map(it -> it.of(cohort.segment()))
                                        .orElse(PeerGroup.NONE)),
                        today);
        Risk risk =
                RiskReading.of(
                        policies.risk(),
                        metrics,
                        before == null ? null : before.risk(),
                        touched,
                        today);
        Verdict quiet = quiet(hearing, cohort, card, score, risk);
        Map<String, Raised> signals = signals(quiet, touched, metrics);
        return metrics.missing().isEmpty()
                ? new Judgement.Given(quiet.announced(quiet.sequence(), signals, quiet.announced()))
                : new Judgement.Missing(metrics.missing());
    }

    /** Whether the measures of a verdict before still mean the same. */
    private boolean isComparable(
            @Nullable Verdict before, PolicyRef card, @Nullable String segment, int today) {
        return before != null
                // Of another segment the peers are others.
                && Objects.equals(before.segment(), segment)
                && before.policyVersion().equals(policies.version())
                && before.scorecard().equals(card)
                && Days.of(before.asOf()) == today;
    }

    private static Score score(
            Scorer scorer,
            @Nullable Score before,
            Hearing hearing,
            @Nullable Touched touched,
            FactsMetrics metrics,
            int today) {
        Scorecard card = scorer.card();
        var readings = new Readings(metrics, before, touched, today);
        List<Reading> read = readings.of(card);
        var adjusting =
                new Adjusting(
                        card.limits().stream().filter(limit -> holds(limit, metrics)).toList(),
                        new Overrides(hearing.facts())
                                .on(today, card.overrideDaysMax())
                                .orElse(null));
        boolean isPlain = adjusting.equals(Adjusting.NOTHING) && !readings.areNews();
        return before != null && isPlain && before.adjustments().isEmpty()
                ? before
                : scorer.score(read, adjusting, before);
    }

    private static boolean holds(Limit limit, FactsMetrics metrics) {
        return limit.when().evaluate(metrics) instanceof Answer.Truth(boolean holds) && holds;
    }

    /** The verdict but for its signals, which stay as they were. */
    private Verdict quiet(
            Hearing hearing,
            Cohort cohort,
            Applied<Scorecard> card,
            Score score,
            @Nullable Risk risk) {
        Verdict before = hearing.before();
        long at = hearing.at().toEpochMilli();
        StatusRule.Decision decision =
                StatusRule.decide(
                        card.value(),
                        score,
                        before == null
                                ? null
                                : new StatusRule.Held(
                                        before.status(),
                                        before.statusSince(),
                                        before.firstAt(),
                                        before.score().override().orElse(null)),
                        at);
        long since =
                before != null && before.status() == decision.status() ? before.statusSince() : at;
        return new Verdict(
                before == null ? 0 : before.sequence(),
                at,
                before == null ? at : before.firstAt(),
                policies.version(),
                card.ref(),
                score,
                decision.status(),
                since,
                decision.dueAt(),
                cohort.segment(),
                cohort.stage(),
                before == null ? Map.of() : before.signals(),
                trail(before, comparable(score, decision.status(), card.value()), card.value(), at),
                announced(before, score, cause(hearing, card.ref())),
                risk);
    }

    private static ScoreTrail trail(
            @Nullable Verdict before, @Nullable BigDecimal now, Scorecard card, long at) {
        if (before == null) {
            return ScoreTrail.NONE;
        }
        BigDecimal then = comparable(before.score(), before.status(), card);
        return then == null || (now != null && then.compareTo(now) == 0)
                ? before.trail()
                // What changes at midnight was in force on the day before, unless it came then too.
                : before.trail().after(Days.of(Math.max(at - 1, before.asOf())), then);
    }

    /**
     * The score that falls or rises by what the customer does. What a person says of it, and takes
     * back, is no news to the people who are told; a score on which too little is known for a
     * status is no height to fall from.
     */
    static @Nullable BigDecimal comparable(Score score, Status status, Scorecard card) {
        boolean isUnknown =
                status == Status.UNKNOWN || score.coverage().compareTo(card.minCoverage()) < 0;
        return isUnknown ? null : score.withoutOverride().orElse(null);
    }

    private static CauseKind cause(Hearing hearing, PolicyRef card) {
        boolean switched =
                hearing.before() != null && !hearing.before().scorecard().id().equals(card.id());
        return switched && hearing.cause() != CauseKind.RECONSTRUCTION
                ? CauseKind.CARD_SWITCH
                : hearing.cause();
    }

    private Announced announced(@Nullable Verdict before, Score score, CauseKind cause) {
        Announced told = before == null ? Announced.NOTHING : before.announced();
        Score from = before == null ? null : before.score();
        return !tells || score.equals(from)
                ? told
                : new Announced(
                        told.exact(), told.shown(), Parts.add(told.since(), from, score, cause));
    }

    /**
     * Until when an account may rest: how long midnights will give it the verdict that it has, if
     * no event comes and the sources {@linkplain Reporting#settled stay as they are}. Nothing is
     * measured on days on which no window's edge meets an event and no date comes closer.
     *
     * @param facts the account's facts
     * @param verdict its verdict, just given by the policies of this judge
     * @param reporting which kinds of source report, settled on the verdict's day
     * @param most how many days to look ahead, 1 or more
     * @return the first UTC day that may give it another verdict, or the last of those days: later
     *     than the verdict's
     */
    public int restsUntil(AccountFacts facts, Verdict verdict, Reporting reporting, int most) {
        return new LookAhead(policies, sources, facts, verdict, reporting, most).firstDay();
    }

    /**
     * The verdict that the midnights have given an account that {@linkplain #restsUntil rested}.
     *
     * @param facts the account's facts
     * @param rested its verdict when it went to rest
     * @param reporting which kinds of source report, settled since then
     * @param day the UTC day of the last of those midnights
     * @return what judging it on each of them would have given
     */
    public Verdict rested(AccountFacts facts, Verdict rested, Reporting reporting, int day) {
        Scorecard card =
                rested.policyVersion().equals(policies.version())
                        ? Objects.requireNonNull(policies.scorecards().get(rested.scorecard().id()))
                                .value()
                        : null;
        return Rested.on(day, rested, card, new FactsMetrics(facts, sources, reporting, day));
    }

    private Map<String, Raised> signals(
            Verdict quiet, @Nullable Touched touched, FactsMetrics metrics) {
        var signals = new HashMap<String, Raised>();
        Scorecard card =
                Objects.requireNonNull(policies.scorecards().get(quiet.scorecard().id())).value();
        BigDecimal comparable = comparable(quiet.score(), quiet.status(), card);
        var standing =
                new Standing(
                        quiet.segment(),
                        quiet.stage(),
                        quiet.status(),
                        quiet.score().exact(),
                        comparable,
                        quiet.trail(),
                        risk(quiet),
                        Set.of());
        var hearing = new SignalHearing(quiet, touched, metrics.knowing(standing));
        for (Applied<Signal> signal : policies.signals()) {
            String id = signal.value().id();
            Optional<Raised> raised = hearing.hear(signal, quiet.signals().get(id));
            if (raised.isPresent()) {
                // Each knows of those before it.
                signals.put(id, raised.get());
                standing = standing.with(id);
                hearing = new SignalHearing(quiet, touched, metrics.knowing(standing));
            }
        }
        return signals;
    }

    static @Nullable BigDecimal risk(Verdict verdict) {
        return verdict.risk() == null ? null : verdict.risk().exact().orElse(null);
    }

    /**
     * Puts a verdict that was reconstructed from the past in the place of the live one.
     *
     * @param live the verdict that readers know of, or null
     * @param reconstructed the verdict that the past leads to, as of now
     * @return the reconstructed one, that goes on from what readers know
     */
    public static Verdict adopt(@Nullable Verdict live, Verdict reconstructed) {
        Announced told = live == null ? Announced.NOTHING : live.announced();
        Map<String, Raised> known = live == null ? Map.of() : live.signals();
        var signals = new HashMap<>(reconstructed.signals());
        signals.replaceAll((id, raised) -> {
            Raised old = known.get(id);
            return old == null ? raised : raised.announcedBy(old.sequence());
        });
        return reconstructed.announced(
                live == null ? 0 : live.sequence(),
                signals,
                new Announced(
                        told.exact(),
                        told.shown(),
                        Parts.add(
                                told.since(),
                                live == null ? null : live.score(),
                                reconstructed.score(),
                                CauseKind.RECONSTRUCTION)));
    }
}
