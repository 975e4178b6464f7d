package io.keepwell.scoring.application.plan;

import io.keepwell.engine.judge.CardNames;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.Status;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what other policies would do, account by account. */
final class PlanTally {

    /** The best first. */
    private static final List<Status> STATUSES =
            List.of(Status.GREEN, Status.YELLOW, Status.RED, Status.UNKNOWN);

    private static final int NAMED_MAX = 5;
    private static final int PARTS_MAX = 3;

    private final PolicySet candidate;
    private final Map<Status, Summing> before = new TreeMap<>();
    private final Map<Status, Summing> after = new TreeMap<>();
    private final Map<List<Status>, Summing> moves = new LinkedHashMap<>();
    private final Map<String, Summing> raised = new TreeMap<>();
    private final Map<String, Summing> cleared = new TreeMap<>();
    private final List<Reacting> alerts;
    private final List<Reacting> plays;
    private final Largest<Effect> changes;
    private final Largest<Near> near;
    private int accounts;
    private int scoreChanges;

    /** An account that is near another segment. */
    private record Near(Effect effect, String segment) {}

    /**
     * Counts.
     *
     * @param present the policies in force, or null before there are any
     * @param candidate those that would be
     * @param listed how many accounts are named at most in each list of them
     */
    PlanTally(@Nullable PolicySet present, PolicySet candidate, int listed) {
        this.candidate = candidate;
        this.changes = new Largest<>(listed, bySize());
        this.near = new Largest<>(listed, Comparator.comparing(Near::effect, bySize()));
        var oldRules = new LinkedHashMap<String, Condition>();
        var oldPlays = new LinkedHashMap<String, Condition>();
        if (present != null) {
            present.alertRules().forEach(it -> oldRules.put(it.value().id(), it.value().when()));
            present.plays().forEach(it -> oldPlays.put(it.value().id(), it.value().trigger()));
        }
        var rules = new ArrayList<Reacting>();
        candidate
                .alertRules()
                .forEach(it ->
                        rules.add(
                                new Reacting(
                                        it.value().id(),
                                        it.value().name(),
                                        it.value().when(),
                                        oldRules.get(it.value().id()))));
        var all = new ArrayList<Reacting>();
        candidate
                .plays()
                .forEach(it ->
                        all.add(
                                new Reacting(
                                        it.value().id(),
                                        it.value().name(),
                                        it.value().trigger(),
                                        oldPlays.get(it.value().id()))));
        this.alerts = List.copyOf(rules);
        this.plays = List.copyOf(all);
    }

    private static Comparator<Effect> bySize() {
        return Comparator.comparing(Effect::arr)
                .thenComparing(it -> it.id().value(), Comparator.reverseOrder());
    }

    /** Adds an account, and the segment that it has nearly. */
    void add(Effect effect, @Nullable String nearSegment) {
        accounts++;
        before.computeIfAbsent(effect.before().status(), _ -> new Summing()).add(effect);
        after.computeIfAbsent(effect.after().status(), _ -> new Summing()).add(effect);
        if (!Objects.equals(effect.before().score().shown(), effect.after().score().shown())) {
            scoreChanges++;
        }
        if (effect.changesStatus()) {
            moves.computeIfAbsent(
                            List.of(effect.before().status(), effect.after().status()),
                            _ -> new Summing())
                    .add(effect);
            changes.add(effect, effect.isSeen());
        }
        effect.raised().forEach(id -> raised.computeIfAbsent(id, _ -> new Summing()).add(effect));
        effect.cleared().forEach(id -> cleared.computeIfAbsent(id, _ -> new Summing()).add(effect));
        alerts.forEach(it -> it.add(effect));
        plays.forEach(it -> it.add(effect));
        if (nearSegment != null) {
            near.add(new Near(effect, nearSegment), effect.isSeen());
        }
    }

    /** What it came to. */
    Plan plan(@Nullable String presentVersion, Instant at, List<String> warnings) {
        return new Plan(
                candidate.version(),
                presentVersion,
                at,
                accounts,
                STATUSES.stream()
                        .map(it ->
                                new Plan.OfStatus(
                                        it.wireName(),
                                        before.getOrDefault(it, new Summing()).sum(),
                                        after.getOrDefault(it, new Summing()).sum()))
                        .toList(),
                moves.entrySet().stream()
                        .map(it ->
                                new Plan.Move(
                                        it.getKey().getFirst().wireName(),
                                        it.getKey().getLast().wireName(),
                                        it.getValue().sum().accounts(),
                                        it.getValue().sum().arr()))
                        .sorted(Comparator.comparing(Plan.Move::arr).reversed())
                        .toList(),
                changes.count(),
                changes.list().stream().map(this::change).toList(),
                scoreChanges,
                signals(),
                alerts.stream().map(Reacting::told).toList(),
                plays.stream().map(Reacting::told).toList(),
                near.count(),
                near.list().stream()
                        .map(it ->
                                new Plan.NearSegment(
                                        named(it.effect()),
                                        it.effect().after().segment(),
                                        it.segment()))
                        .toList(),
                warnings);
    }

    private List<Plan.OfSignal> signals() {
        var ids = new TreeMap<String, Plan.OfSignal>();
        for (Map<String, Summing> some : List.of(raised, cleared)) {
            for (String id : some.keySet()) {
                Summing up = raised.getOrDefault(id, new Summing());
                Summing down = cleared.getOrDefault(id, new Summing());
                ids.put(id, new Plan.OfSignal(id, up.sum(), down.sum(), up.first()));
            }
        }
        return List.copyOf(ids.values());
    }

    private Plan.AccountChange change(Effect effect) {
        String card = effect.after().scorecard().id();
        return new Plan.AccountChange(
                named(effect),
                effect.before().status().wireName(),
                effect.after().status().wireName(),
                effect.before().score().exact(),
                effect.after().score().exact(),
                card.equals(effect.before().scorecard().id()) ? null : card,
                because(effect, card));
    }

    /** The judge has told the parts since the verdict before, see {@link PlanPolicies}. */
    private List<Plan.Part> because(Effect effect, String card) {
        Scorecard written = Objects.requireNonNull(candidate.scorecards().get(card), card).value();
        var names = new CardNames(written);
        return effect.after().announced().since().stream()
                .sorted(
                        Comparator.comparing((ChangePart it) -> it.points().abs())
                                .reversed()
                                .thenComparing(names::of))
                .limit(PARTS_MAX)
                .map(it -> new Plan.Part(names.of(it), it.points()))
                .toList();
    }

    private static Plan.Named named(Effect effect) {
        AccountSnapshot account = effect.account();
        return new Plan.Named(effect.id().value(), account.name(), account.arr());
    }

    /** So many accounts, and the largest of them. */
    private static final class Summing {

        private final Largest<Effect> largest = new Largest<>(NAMED_MAX, bySize());
        private BigDecimal arr = BigDecimal.ZERO;

        void add(Effect effect) {
            largest.add(effect, effect.isSeen());
            arr = arr.add(effect.arr());
        }

        Plan.Sum sum() {
            return new Plan.Sum(largest.count(), arr);
        }

        List<Plan.Named> first() {
            return largest.list().stream().map(PlanTally::named).toList();
        }
    }

    /** An alert rule or a play, as it is to be and as it was. */
    private static final class Reacting {

        private final String id;
        private final String name;
        private final Condition condition;
        private final @Nullable Condition old;
        private final Summing opens = new Summing();
        private final Summing ends = new Summing();

        Reacting(String id, String name, Condition condition, @Nullable Condition old) {
            this.id = id;
            this.name = name;
            this.condition = condition;
            this.old = old;
        }

        void add(Effect effect) {
            boolean wasOn = old != null && effect.heldBefore(old);
            if (effect.fires(condition) && !wasOn) {
                opens.add(effect);
            }
            // What is open goes on by the condition that it was opened by.
            if (old != null && wasOn && !effect.holdsAfter(old)) {
                ends.add(effect);
            }
        }

        Plan.OfReaction told() {
            return new Plan.OfReaction(id, name, opens.sum(), ends.sum(), opens.first());
        }
    }
}
