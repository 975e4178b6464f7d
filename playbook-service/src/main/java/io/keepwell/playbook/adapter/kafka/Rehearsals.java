package io.keepwell.playbook.adapter.kafka;

import io.keepwell.playbook.PlaybookConfig;
import io.keepwell.playbook.adapter.postgres.PostgresWork;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.keepwell.runtime.rehearsal.TurningRed;
import io.keepwell.runtime.sql.Sessions;
import io.keepwell.runtime.trace.Tracing;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Starts the plays of an account that turns red, and takes them back. */
@Singleton
class Rehearsals {

    private final WorkStore store;
    private final Playbook playbook;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Rehearsals(
            Mutiny.SessionFactory sessions,
            PlaybookConfig config,
            Playbook playbook,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store =
                new PostgresWork(Sessions.undone(sessions), config.relays(), _ -> {}, Tracing.OFF);
        this.playbook = playbook;
        this.clock = clock;
        this.ids = ids;
    }

    void run(PolicySet policies) {
        boolean _ = run(policies.version(), policies.plays());
    }

    /** Whether it went well. */
    boolean run(String version, List<Applied<PlaySpec>> plays) {
        var react = new ReactToHealth(store, () -> Optional.of(plays), playbook, clock, ids);
        return Rehearsal.of(() ->
                react.on(Channels.healthChanges(TurningRed.messages(version, clock.instant()))));
    }
}
