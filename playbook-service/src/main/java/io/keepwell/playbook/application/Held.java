package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.play.Task;
import io.keepwell.playbook.domain.Run;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an account, which nobody else changes meanwhile.
 *
 * @param ledger what was read and published of it
 * @param standing who it is; empty while nothing was told
 * @param running its runs that go on, with their open tasks
 */
public record Held(LedgerEntry ledger, Optional<Standing> standing, List<Run> running) {

    /** Copies the list. */
    public Held {
        running = List.copyOf(running);
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
