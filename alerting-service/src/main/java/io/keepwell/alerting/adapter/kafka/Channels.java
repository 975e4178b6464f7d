package io.keepwell.alerting.adapter.kafka;

import io.keepwell.alerting.application.FollowAccounts;
import io.keepwell.alerting.application.ReactToHealth;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.runtime.intake.Intake;
import io.keepwell.runtime.intake.Parking;
import io.keepwell.runtime.intake.Records;
import io.keepwell.runtime.policy.AwaitPolicies;
import io.keepwell.runtime.policy.PolicyFollower;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the service reads: of each topic as many records at a time as have come, none lost. */
@ApplicationScoped
class Channels {

    private final Intake healthChanges;
    private final Intake accounts;

    Channels(
            ReactToHealth health,
            FollowAccounts follow,
            PolicyFollower policies,
            Parking parking,
            InstantSource clock) {
        var await = new AwaitPolicies(policies, clock);
        healthChanges =
                new Intake(
                        (messages, causes) -> {
                            await.require(messages);
                            return health.react(messages, causes);
                        },
                        parking,
                        clock);
        accounts =
                new Intake(
                        (messages, _) ->
                                follow.follow(Records.all(AccountUpdatedV1.class, messages)),
                        parking,
                        clock);
    }

    /** A changed score alone moves no alert. */
    @Incoming("health-changes")
    Uni<Void> onHealthChanges(ConsumerRecords<String, byte[]> records) {
        return healthChanges.take(Records.without(ScoreChangedV1.TYPE, records));
    }

    /** An account without a value was erased; the health changes say so too, in their order. */
    @Incoming("accounts")
    Uni<Void> onAccounts(ConsumerRecords<String, byte[]> records) {
        return accounts.take(Records.withValues(records));
    }

    /** What has held a channel up for the longest; empty while both get on. */
    Optional<Intake.Trouble> trouble() {
        return Stream.of(healthChanges, accounts)
                .map(Intake::trouble)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Intake.Trouble::since));
    }
}
