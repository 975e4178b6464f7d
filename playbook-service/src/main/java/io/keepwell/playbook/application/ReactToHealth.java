package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.message.AccountChange;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.PlaySpec;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts and ends plays when the health of an account changes. */
public final class ReactToHealth {

    private final WorkStore store;
    private final PlaysInForce inForce;
    private final Playbook playbook;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Announcer announcer;

    /**
     * With these rules.
     *
     * @param store where plays are kept
     * @param inForce which plays there are
     * @param playbook the rules
     * @param clock when it happens
     * @param ids names runs, tasks and messages
     */
    public ReactToHealth(
            WorkStore store,
            PlaysInForce inForce,
            Playbook playbook,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.inForce = inForce;
        this.playbook = playbook;
        this.clock = clock;
        this.ids = ids;
        this.announcer = new Announcer(ids);
    }

    /**
     * Does what health changes ask for that nobody follows.
     *
     * @param changes each account's next, in order
     * @return as below
     */
    public Uni<Void> on(List<HealthChange> changes) {
        return on(changes, _ -> Optional.empty());
    }

    /**
     * Does what health changes ask for, and forgets accounts that were erased, in their order.
     *
     * @param messages each account's next
     * @param causes as below
     * @return as below; what comes before an erased account and what comes after it is committed by
     *     itself
     */
    public Uni<Void> onAll(
            List<AccountChange> messages, Function<Message, Optional<TraceParent>> causes) {
        Uni<Void> done = Uni.createFrom().voidItem();
        var changes = new ArrayList<HealthChange>();
        for (AccountChange message : messages) {
            switch (message) {
                case HealthChange change -> changes.add(change);
                case AccountErasedV1 erased -> {
                    List<HealthChange> before = List.copyOf(changes);
                    changes.clear();
                    done = done.chain(() -> on(before, causes)).chain(() -> store.erase(erased));
                }
                default ->
                        throw new IllegalArgumentException(
                                "%s does not belong on this topic"
                                        .formatted(message.messageType()));
            }
        }
        return done.chain(() -> on(changes, causes));
    }

    /**
     * Does what health changes ask for, once however often they come, and all of it or nothing.
     *
     * @param changes each account's next, in order
     * @param causes the step of a trace by which each of them was caused, if somebody follows it
     * @return when it is committed; fails with an {@link IllegalStateException} while it is not
     *     known which plays are in force
     */
    public Uni<Void> on(
            List<HealthChange> changes, Function<Message, Optional<TraceParent>> causes) {
        Map<AccountId, List<HealthChange>> byAccount =
                changes.stream()
                        .filter(change -> !(change instanceof ScoreChangedV1))
                        .collect(
                                Collectors.groupingBy(
                                        HealthChange::accountId,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        if (byAccount.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Applied<PlaySpec>> plays =
                inForce.plays()
                        .orElseThrow(
                                () -> new IllegalStateException("no policies are in force yet"));
        return store.change(
                byAccount.keySet(),
                held ->
                        held.inTurn(
                                byAccount.getOrDefault(held.accountId(), List.of()),
                                (change, now) ->
                                        decide(change, now, plays)
                                                .causedBy(causes.apply(change).orElse(null))));
    }

    private Change<Boolean> decide(HealthChange change, Held held, List<Applied<PlaySpec>> plays) {
        if (held.ledger().hasRead(change.sequence())) {
            return Change.none(false);
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Standing told = Standing.of(change);
        boolean isNews = held.standing().map(told::isNewerThan).orElse(true);
        var account = isNews ? told.account() : held.account();
        var happenings =
                new ArrayList<>(playbook.react(change, account, held.running(), plays, at, ids));
        if (isNews) {
            happenings.addAll(
                    playbook.handOver(
                            without(cancelled(happenings), held.openTasks()),
                            held.account(),
                            account));
        }
        return announcer.change(
                held.ledger().withRead(change.sequence()),
                isNews ? told : null,
                happenings,
                at,
                null,
                true);
    }

    private static Set<UUID> cancelled(List<Happening> happenings) {
        return happenings.stream()
                .filter(it ->
                        it instanceof Happening.OfTask(TaskChange change, _)
                                && change == TaskChange.CANCELLED)
                .map(it -> ((Happening.OfTask) it).task().taskId())
                .collect(Collectors.toSet());
    }

    private static List<Task> without(Set<UUID> ids, List<Task> tasks) {
        return tasks.stream().filter(task -> !ids.contains(task.taskId())).toList();
    }
}
