package io.keepwell.engine.backtest;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Recollection;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.PeerCensus;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account lived through day by day: what became known of it on a day is folded, and at the day's
 * end everybody judges once.
 */
final class Life {

    private static final String USAGE = "usage";

    private final AccountFacts facts;
    private final List<Judge> judges;
    private final @Nullable Verdict[] verdicts;
    private final @Nullable Verdict[] before;
    private final List<CustomerEventV1> folded = new ArrayList<>();
    private final List<Recollection.Taken> taken = new ArrayList<>();
    private int lastUse;

    /**
     * Begins one.
     *
     * @param judges those who judge it
     * @param day its first day
     */
    Life(EventCatalogue catalogue, List<Judge> judges, int day) {
        this.facts = AccountFacts.of(catalogue);
        this.facts.loadWhole(Map.of());
        this.judges = judges;
        this.verdicts = new @Nullable Verdict[judges.size()];
        this.before = new @Nullable Verdict[judges.size()];
        // Who has never used the product has not used it since we know them.
        this.lastUse = day;
    }

    void fold(CustomerEventV1 event, int day) {
        for (List<ChunkKey> missing = facts.missing(event);
                !missing.isEmpty();
                missing = facts.missing(event)) {
            facts.load(missing, Map.of());
        }
        boolean isRecollected = Recollection.isNeeded(facts, event);
        facts.fold(event, day);
        if (isRecollected) {
            taken.add(new Recollection.Taken(Withdrawal.of(event).orElseThrow(), folded.size()));
        }
        folded.add(event);
        if (Reporting.kindOf(event.type().value()).equals(USAGE) && !facts.isWithdrawn(event)) {
            lastUse = Math.max(lastUse, Math.min(day, Days.of(event.occurredAt())));
        }
    }

    /** Ends a day. */
    void judge(int day, Reporting reporting) {
        recollect();
        Instant at = Days.begin(day + 1).minusMillis(1);
        for (int number = 0; number < judges.size(); number++) {
            Judge judge = judges.get(number);
            before[number] = verdicts[number];
            var hearing =
                    new Hearing(
                            facts, before[number], reporting, at, CauseKind.RECONSTRUCTION, null);
            Judgement judgement = judge.judge(hearing);
            while (judgement instanceof Judgement.Missing(var rows)) {
                facts.load(rows, Map.of());
                judgement = judge.judge(hearing);
            }
            verdicts[number] = ((Judgement.Given) judgement).verdict();
        }
    }

    /** Counts the account among the peers of the night that follows. */
    void count(PeerCensus census) {
        recollect();
        for (Set<ChunkKey> missing = census.add(facts);
                !missing.isEmpty();
                missing = census.add(facts)) {
            facts.load(missing, Map.of());
        }
    }

    /** What was taken back on a day is taken out, before anybody looks. */
    private void recollect() {
        Recollection.of(facts, taken, folded);
        taken.clear();
    }

    Verdict verdict(int number) {
        return Objects.requireNonNull(verdicts[number]);
    }

    /** The verdict of the day before. */
    @Nullable Verdict before(int number) {
        return before[number];
    }

    /** How many days before a day the product was used last, as far as that was known. */
    int idleDays(int day) {
        return day - lastUse;
    }

    /** Who owns the account. */
    @Nullable String manager() {
        return new Traits(facts).text("csm").orElse(null);
    }
}
