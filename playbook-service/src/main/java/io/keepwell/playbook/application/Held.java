package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.play.Task;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an account, which nobody else changes meanwhile.
 *
 * @param ledger what was read and published of it
 * @param standing who it is; empty while nothing was told
 * @param running its runs that go on, with their open tasks, in the order in which they began
 */
public record Held(LedgerEntry ledger, Optional<Standing> standing, List<Run> running) {

    /** Copies the list, in its order. */
    public Held {
        running = running.stream().sorted(Run.BY_BEGINNING).toList();
    }

    /**
     * What is held once a change is kept.
     *
     * @param change a change that was decided against this
     * @return as it would be read again
     */
    Held after(Change<?> change) {
        Map<UUID, Run> runs = new LinkedHashMap<>();
        running.forEach(run -> runs.put(run.id(), run));
        for (Happening happening : change.happenings()) {
            switch (happening) {
                case Happening.OfPlay(_, var run) when run.isRunning() -> runs.put(run.id(), run);
                case Happening.OfPlay(_, var run) -> runs.remove(run.id());
                case Happening.OfTask(_, var task) -> runs.replaceAll((_, run) -> run.with(task));
            }
        }
        return new Held(
                change.ledger() == null ? ledger : change.ledger(),
                Optional.ofNullable(change.standing()).or(() -> standing),
                List.copyOf(runs.values()));
    }

    /**
     * Decides about several things that came of the account as if each had come by itself, the next
     * one against what the ones before it leave.
     *
     * @param told what came, in order
     * @param decision about one thing, against what is held by then
     * @param <M> what came
     * @return all of it as one change
     */
    <M> Change<Boolean> inTurn(List<M> told, BiFunction<M, Held, Change<Boolean>> decision) {
        Change<Boolean> all = Change.none(false);
        Held now = this;
        for (M one : told) {
            Change<Boolean> next = decision.apply(one, now);
            all = all.then(next);
            now = now.after(next);
        }
        return all;
    }

    AccountId accountId() {
        return ledger.accountId();
    }

    AccountSnapshot account() {
        return standing.map(Standing::account).orElse(AccountSnapshot.UNKNOWN);
    }

    List<Task> openTasks() {
        return running.stream().flatMap(run -> run.open().stream()).toList();
    }

    Optional<Run> runOf(Task task) {
        @Nullable UUID id = task.playId();
        return running.stream().filter(run -> run.id().equals(id)).findFirst();
    }
}
