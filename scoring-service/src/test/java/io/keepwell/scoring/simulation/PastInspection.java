package io.keepwell.scoring.simulation;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive.Archived;
import io.keepwell.scoring.application.reading.PastScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes once more what accounts were given: every step of history from the one before it. */
final class PastInspection {

    private final World world;
    private final List<Violation> violations = new ArrayList<>();

    private PastInspection(World world) {
        this.world = world;
    }

    static List<Violation> of(World world) {
        var inspection = new PastInspection(world);
        world.database()
                .tables()
                .states
                .forEach((account, state) -> inspection.account(account, state.verdict()));
        return inspection.violations;
    }

    private void account(Tables.AccountKey account, @Nullable Verdict present) {
        List<Archived> events = events(account);
        var past =
                new PastScore(
                        EventCatalogue.standard(),
                        world.database().tables().views.stream()
                                .filter(it -> it.partition() == account.partition())
                                .map(it ->
                                        new PastScore.View(
                                                it.nextOffset(), Instant.EPOCH, it.reporting()))
                                .toList(),
                        events);
        List<Change> history = world.database().tables().history(account);
        for (int step = 1; step <= history.size(); step++) {
            Change before = history.get(step - 1);
            Verdict then = step == history.size() ? present : stored(history.get(step).verdict());
            // A third of them, and where it has led to: each costs the whole life before it.
            boolean isTried = step % 3 == 0 || step == history.size();
            if (then != null && isTried && isLastOfItsMoment(history, step, then, events)) {
                compare(account, past, before, then);
            }
        }
    }

    /** What came at the very moment, and changed nothing that is told, comes after the step. */
    private static boolean isLastOfItsMoment(
            List<Change> history, int step, Verdict then, List<Archived> events) {
        boolean isFollowed =
                step + 1 < history.size() && history.get(step + 1).verdict().asOf() == then.asOf();
        boolean isOfAnEvent = step == history.size() || history.get(step).cause().eventId() != null;
        return !isFollowed
                && (isOfAnEvent
                        || events.stream()
                                .noneMatch(it ->
                                        it.event().receivedAt().toEpochMilli() == then.asOf()));
    }

    private void compare(Tables.AccountKey account, PastScore past, Change before, Verdict then) {
        Verdict told =
                past.since(
                                new AccountId(account.id()),
                                Company.judge(),
                                new PastScore.Kept(
                                        stored(before.verdict()),
                                        before.cause().nextOffset(),
                                        false),
                                Instant.ofEpochMilli(then.asOf()))
                        .verdict()
                        .orElseThrow();
        if (!Arrays.equals(VerdictCodec.encode(then), VerdictCodec.encode(told))) {
            violations.add(
                    new Violation(
                            Invariant.PAST,
                            "%s at %s: it was %s, and is computed as %s"
                                    .formatted(
                                            account.id(),
                                            Instant.ofEpochMilli(then.asOf()),
                                            then,
                                            told)));
        }
    }

    private static Verdict stored(Verdict verdict) {
        return VerdictCodec.decode(VerdictCodec.encode(verdict));
    }

    private List<Archived> events(Tables.AccountKey account) {
        return world.database().tables().events.entrySet().stream()
                .filter(it -> it.getKey().account().equals(account))
                .flatMap(it -> it.getValue().stream())
                .map(offset -> new Archived(offset, event(account.partition(), offset)))
                .toList();
    }

    private CustomerEventV1 event(int partition, long offset) {
        return Objects.requireNonNull(
                world.log().entries(partition).get(Math.toIntExact(offset)).event());
    }
}
