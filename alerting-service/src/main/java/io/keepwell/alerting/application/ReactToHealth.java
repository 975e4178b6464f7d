package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.Reaction;
import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.AlertRule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads an account's health changes, each once, and does to its alerts what the rules say. */
public final class ReactToHealth {

    private final Accounts accounts;
    private final RulesInForce rules;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * With what it needs.
     *
     * @param accounts where alerts are kept
     * @param rules the rules in force
     * @param clock the present
     * @param ids names alerts
     */
    public ReactToHealth(
            Accounts accounts, RulesInForce rules, InstantSource clock, Supplier<UUID> ids) {
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reads a message of topic {@code keepwell.health-changes}.
     *
     * @param message the next of its account; one that was read before does nothing
     * @return when all that comes of it is kept
     * @throws IllegalArgumentException when it is not a health change
     * @throws IllegalStateException while no policies are known, by which it could be judged
     */
    public Uni<Void> react(Message message) {
        if (!(message instanceof HealthChange change)) {
            throw new IllegalArgumentException(
                    "%s is not a health change".formatted(message.messageType()));
        }
        if (change instanceof ScoreChangedV1) {
            return Uni.createFrom().voidItem();
        }
        List<Applied<AlertRule>> inForce =
                rules.rules()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "no policies have been read yet; they are on topic"
                                                + " keepwell.policies"));
        return accounts.locked(
                change.accountId(),
                work ->
                        work.hasRead(change.sequence())
                                ? Uni.createFrom().voidItem()
                                : react(work, change, inForce));
    }

    private Uni<Void> react(
            AccountWork work, HealthChange change, List<Applied<AlertRule>> inForce) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return work.standing()
                .chain(before -> {
                    Standing after = before.after(change);
                    return work.read(after, change.sequence())
                            .chain(work::pending)
                            .chain(pending ->
                                    work.tell(
                                            Reaction.to(
                                                    after, change, inForce, pending, now, ids)));
                });
    }
}
