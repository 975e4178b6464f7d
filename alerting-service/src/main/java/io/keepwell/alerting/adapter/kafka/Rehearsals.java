package io.keepwell.alerting.adapter.kafka;

import io.keepwell.alerting.AlertingConfig;
import io.keepwell.alerting.adapter.delivery.Targets;
import io.keepwell.alerting.adapter.postgres.SessionAccounts;
import io.keepwell.alerting.application.Accounts;
import io.keepwell.alerting.application.News;
import io.keepwell.alerting.application.ReactToHealth;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.AlertRule;
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

/** Opens the alerts of an account that turns red, and takes them back. */
@Singleton
class Rehearsals {

    private final Accounts accounts;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Rehearsals(
            Mutiny.SessionFactory sessions,
            AlertingConfig config,
            Targets targets,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.accounts =
                new SessionAccounts(
                        Sessions.undone(sessions),
                        config.relays(),
                        targets.names(),
                        ids,
                        new Nobody(),
                        Tracing.OFF);
        this.clock = clock;
        this.ids = ids;
    }

    void run(PolicySet policies) {
        boolean _ = run(policies.version(), policies.alertRules());
    }

    /** Whether it went well. */
    boolean run(String version, List<Applied<AlertRule>> rules) {
        var react = new ReactToHealth(accounts, () -> Optional.of(rules), clock, ids);
        return Rehearsal.of(() -> react.react(TurningRed.messages(version, clock.instant())));
    }

    /** Nothing was committed. */
    private static final class Nobody implements News {

        @Override
        public void told(List<AlertChangedV1> changes) {}

        @Override
        public void repeated(int count) {}
    }
}
