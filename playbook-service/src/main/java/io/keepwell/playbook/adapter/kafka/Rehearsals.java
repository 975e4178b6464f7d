package io.keepwell.playbook.adapter.kafka;

import io.keepwell.playbook.PlaybookConfig;
import io.keepwell.playbook.adapter.postgres.PostgresWork;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.intake.Intake;
import io.keepwell.runtime.intake.Parking;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.keepwell.runtime.rehearsal.TurningRed;
import io.keepwell.runtime.sql.Sessions;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Starts the plays of an account that turns red, and takes them back. */
@Singleton
class Rehearsals {

    private final WorkStore store;
    private final Playbook playbook;
    private final Parking parking;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Rehearsals(
            Mutiny.SessionFactory sessions,
            PlaybookConfig config,
            Playbook playbook,
            Parking parking,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = new PostgresWork(Sessions.undone(sessions), config.relays(), _ -> {});
        this.playbook = playbook;
        this.parking = parking;
        this.clock = clock;
        this.ids = ids;
    }

    void run(PolicySet policies) {
        var react =
                new ReactToHealth(store, () -> Optional.of(policies.plays()), playbook, clock, ids);
        var intake =
                new Intake(messages -> react.on(Channels.healthChanges(messages)), parking, clock);
        Rehearsal.of(() -> intake.take(TurningRed.records(policies, clock.instant())));
    }
}
