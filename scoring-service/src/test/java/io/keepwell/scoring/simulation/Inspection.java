package io.keepwell.scoring.simulation;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.scoring.application.fold.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at a world that is at rest. */
final class Inspection {

    private final World world;
    private final SortedMap<Tables.AccountKey, Oracle.Told> expected;
    private final List<Violation> violations = new ArrayList<>();

    private Inspection(World world) {
        this.world = world;
        this.expected = Oracle.of(world.log(), world.time().instant());
    }

    /** All that does not hold. */
    static List<Violation> of(World world) {
        var inspection = new Inspection(world);
        inspection.conservation();
        inspection.states();
        inspection.chains();
        inspection.violations.addAll(PastInspection.of(world));
        inspection.violations.addAll(WireInspection.of(world.topics(), inspection.expected));
        return inspection.violations;
    }

    private Tables tables() {
        return world.database().tables();
    }

    private void conservation() {
        expected.forEach((account, told) -> {
            Tables.State state = tables().states.get(account);
            require(
                    Invariant.CONSERVATION,
                    account.id(),
                    told.counts(),
                    state == null ? null : state.counts());
        });
        for (int partition = 0; partition < CustomerLog.PARTITIONS; partition++) {
            Counts all = tables().partition(partition).counts();
            require(
                    Invariant.CONSERVATION,
                    "all of partition " + partition,
                    world.log().end(partition),
                    all.accepted());
            require(
                    Invariant.CONSERVATION,
                    "the sum of partition " + partition,
                    all.accepted(),
                    all.folded()
                            + all.duplicate()
                            + all.tooLate()
                            + all.quarantined()
                            + all.erased());
            require(
                    Invariant.CONSERVATION,
                    "the sources of partition " + partition,
                    all,
                    ofSources(partition));
        }
    }

    private Counts ofSources(int partition) {
        return tables().sources.entrySet().stream()
                .filter(it -> it.getKey().partition() == partition)
                .map(Map.Entry::getValue)
                .reduce(Counts.NONE, Tables::plus);
    }

    private void states() {
        require(Invariant.STATE, "accounts", expected.keySet(), tables().states.keySet());
        expected.forEach((account, told) -> {
            Tables.State state = tables().states.get(account);
            Verdict verdict = state == null ? null : present(account, state);
            if (!Arrays.equals(bytes(told.verdict()), bytes(verdict))) {
                require(Invariant.STATE, account.id() + "'s verdict", told.verdict(), verdict);
            }
            rows(account, told);
            require(
                    Invariant.STATE,
                    account.id() + "'s events",
                    told.offsets(),
                    tables().events.entrySet().stream()
                            .filter(it -> it.getKey().account().equals(account))
                            .flatMap(it -> it.getValue().stream())
                            .toList());
            require(
                    Invariant.STATE,
                    account.id() + "'s history",
                    verdicts(told.changes()),
                    verdicts(tables().history(account)));
        });
    }

    /** As whoever reads it sees it: midnights have passed over who rests. */
    private @Nullable Verdict present(Tables.AccountKey account, Tables.State state) {
        Tables.Partition partition = tables().partition(account.partition());
        Reporting reporting = partition.resting().done();
        Verdict verdict = state.verdict();
        if (verdict == null || reporting == null || state.restsUntil() == AccountCase.AWAKE) {
            return verdict;
        }
        var facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(
                SimulatedFoldStore.parsed(tables().facts.getOrDefault(account, new TreeMap<>())));
        int day = Math.min(state.restsUntil() - 1, partition.done().day());
        return Company.judge().rested(facts, verdict, reporting, day);
    }

    private void rows(Tables.AccountKey account, Oracle.Told told) {
        var stored = new TreeMap<String, byte[]>();
        stored.putAll(tables().facts.getOrDefault(account, new TreeMap<>()));
        stored.putAll(tables().members.getOrDefault(account, new TreeMap<>()));
        require(Invariant.STATE, account.id() + "'s rows", told.rows().keySet(), stored.keySet());
        told.rows()
                .forEach((key, value) ->
                        require(
                                Invariant.STATE,
                                account.id() + "'s " + key,
                                Arrays.toString(value),
                                Arrays.toString(stored.get(key))));
    }

    /** The causes of what time does tell how far the log was read then, which is no one's rule. */
    private static List<Verdict> verdicts(List<Change> changes) {
        return changes.stream()
                .map(it -> VerdictCodec.decode(VerdictCodec.encode(it.verdict())))
                .toList();
    }

    private static byte[] bytes(@Nullable Verdict verdict) {
        return verdict == null ? new byte[0] : VerdictCodec.encode(verdict);
    }

    private void chains() {
        tables().history
                .forEach((account, changes) -> {
                    long sequence = 0;
                    Status status = Status.UNKNOWN;
                    for (Change change : changes) {
                        for (HealthChange message : change.messages()) {
                            require(
                                    Invariant.CHAIN,
                                    account.id() + "'s sequence",
                                    sequence + 1,
                                    message.sequence());
                            sequence = message.sequence();
                            if (message instanceof StatusChangedV1 moved) {
                                require(
                                        Invariant.CHAIN,
                                        account.id() + "'s from",
                                        status,
                                        moved.from());
                                status = moved.to();
                            }
                        }
                    }
                });
    }

    private void require(
            Invariant invariant, String what, @Nullable Object wanted, @Nullable Object found) {
        if (!Objects.equals(wanted, found)) {
            violations.add(
                    new Violation(
                            invariant, "%s: expected %s, found %s".formatted(what, wanted, found)));
        }
    }
}
