package io.keepwell.playbook.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.TestHealth;
import io.keepwell.playbook.TestPlays;
import io.keepwell.playbook.domain.Owners;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.WorkCalendar;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** However what comes is cut into batches, the same becomes of it. */
class BatchesTest {

    private static final int STORIES = 400;
    private static final int STEPS = 60;

    private static final Instant NOW = Instant.parse("2026-11-03T09:16:02.125Z");
    private static final List<String> CSMS = List.of("dana", "lee", "kim", "max");
    private static final List<String> SIGNALS =
            List.of(TestPlays.SEATS, TestPlays.IN_DANGER, "sponsor-left", "quiet");

    private static final List<Applied<PlaySpec>> PLAYS =
            List.of(
                    TestPlays.churnRisk(),
                    TestPlays.expansion(),
                    TestPlays.savePlan(),
                    play("rescue", Set.of(Status.YELLOW, Status.RED), Set.of()),
                    play("sponsor", Set.of(Status.RED), Set.of("sponsor-left")));

    private final TestHealth health = account("acme-1");

    /** Something that happens to the service. */
    private sealed interface Step {

        record Told(HealthChange change) implements Step {}

        record Updated(AccountUpdatedV1 update) implements Step {}

        /** Somebody takes one of the open tasks. */
        record Edited(int task, String owner, boolean isDone) implements Step {}
    }

    /** A service with tables of its own, which names what it makes in order. */
    private static final class Service {

        private final MemoryWork work = new MemoryWork();
        private final ReactToHealth react;
        private final FollowAccounts follow;
        private final WorkTasks tasks;

        Service() {
            var playbook =
                    new Playbook(
                            new WorkCalendar(
                                    ZoneOffset.UTC,
                                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                    Set.of()),
                            new Owners(Map.of(TestPlays.CS_MANAGER, "max")));
            InstantSource clock = InstantSource.fixed(NOW);
            Supplier<UUID> ids = new Numbers();
            react = new ReactToHealth(work, () -> Optional.of(PLAYS), playbook, clock, ids);
            follow = new FollowAccounts(work, playbook, clock, ids);
            tasks = new WorkTasks(work, playbook, clock, ids);
        }

        void told(List<HealthChange> changes) {
            react.on(changes).await().indefinitely();
        }

        void updated(List<AccountUpdatedV1> updates) {
            follow.on(updates).await().indefinitely();
        }

        void edited(Step.Edited edit) {
            List<Task> open =
                    work.tasks().stream().filter(task -> task.state() == TaskState.OPEN).toList();
            if (open.isEmpty()) {
                return;
            }
            UUID id = open.get(edit.task() % open.size()).taskId();
            var caller = new Caller("ann", new Scope.All());
            var edited =
                    edit.isDone()
                            ? tasks.complete(id, "done", caller, null)
                            : tasks.reassign(id, edit.owner(), caller, true, null);
            assertThat(edited.await().indefinitely()).isInstanceOf(Edit.Done.class);
        }
    }

    private static final class Numbers implements Supplier<UUID> {

        private long last;

        @Override
        public UUID get() {
            return new UUID(0, ++last);
        }
    }

    @Test
    void shouldDecideAboutABatchAsAboutItsRecordsOneByOne() {
        long seed = Long.getLong("seed", System.nanoTime());
        for (int story = 0; story < STORIES; story++) {
            // Given
            var random = new Random(seed + story);
            List<Step> steps = steps(random, account("acme-1"));

            // When
            var single = new Service();
            run(single, steps, () -> 1);
            var batched = new Service();
            run(batched, steps, () -> 1 + random.nextInt(20));

            // Then ids are the same as well, because they are given in order
            String which = "-Dseed=" + (seed + story);
            assertThat(batched.work.published()).as(which).isEqualTo(single.work.published());
            assertThat(batched.work.plays()).as(which).isEqualTo(single.work.plays());
            assertThat(batched.work.tasks()).as(which).isEqualTo(single.work.tasks());
            assertThat(batched.work.held(health.accountId()))
                    .as(which)
                    .isEqualTo(single.work.held(health.accountId()));
        }
    }

    @Test
    void shouldWorkOnNoAccountOfWhichNothingNewIsTold() {
        // Given
        var service = new Service();
        service.updated(List.of(health.updated()));
        int before = service.work.transactions();

        // When
        service.updated(List.of(health.updated(), health.updated()));

        // Then
        assertThat(service.work.transactions()).isEqualTo(before);
    }

    @Test
    void shouldDecideAboutSeveralAccountsInOneTransactionAsAboutEachByItself() {
        // Given what comes of three accounts, in any order of them
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var changes = new ArrayList<HealthChange>();
        List<TestHealth> accounts = List.of(account("acme-1"), account("b-2"), account("c-3"));
        for (int step = 0; step < STEPS; step++) {
            changes.add(change(random, accounts.get(random.nextInt(accounts.size()))));
        }

        // When
        var together = new Service();
        together.told(changes);

        // Then
        assertThat(together.work.transactions()).isEqualTo(1);
        for (TestHealth account : accounts) {
            var alone = new Service();
            changes.stream()
                    .filter(change -> change.accountId().equals(account.accountId()))
                    .forEach(change -> alone.told(List.of(change)));
            assertThat(words(together, account.accountId()))
                    .as("-Dseed=" + seed)
                    .isEqualTo(words(alone, account.accountId()));
        }
    }

    @Test
    void shouldDoNothingAboutAChangeThatWasRead() {
        // Given
        var service = new Service();
        var red = health.moves(Status.RED);
        var yellow = health.moves(Status.YELLOW);
        service.told(List.of(red));

        // When it comes again, twice, before the next one
        service.told(List.of(red, red, yellow, red));

        // Then
        assertThat(plays(service))
                .containsExactly(
                        "churn-risk started",
                        "rescue started",
                        "churn-risk exited",
                        "rescue skipped");
        assertThat(service.work.held(health.accountId()).ledger().read())
                .isEqualTo(yellow.sequence());
    }

    @Test
    void shouldKeepAPlayThatStartsAndExitsInOneBatchWithBothMessages() {
        // When
        var service = new Service();
        service.told(List.of(health.raises(TestPlays.SEATS), health.clears(TestPlays.SEATS)));

        // Then
        assertThat(words(service, health.accountId()))
                .extracting(it -> it.substring(0, it.indexOf(':')))
                .containsExactly(
                        "1 expansion started",
                        "2 value-workshop opened",
                        "3 business-case opened",
                        "4 expansion exited",
                        "5 value-workshop cancelled",
                        "6 business-case cancelled");
        assertThat(service.work.held(health.accountId()).running()).isEmpty();
    }

    @Test
    void shouldRecordASkipOfAPlayThatStartedInTheSameBatch() {
        // When
        var service = new Service();
        service.told(List.of(health.moves(Status.YELLOW), health.moves(Status.RED)));

        // Then
        assertThat(plays(service))
                .containsExactly("rescue started", "churn-risk started", "rescue skipped");
    }

    @Test
    void shouldHandOverTasksThatWereOpenedInTheSameBatch() {
        // Given
        var first = health.raises(TestPlays.SEATS);
        var second = health.with(TestHealth.account("lee", "emea", null)).moves(Status.YELLOW);

        // When
        var service = new Service();
        service.told(List.of(first, second));

        // Then
        assertThat(service.work.tasks()).extracting(Task::owner).containsOnly("lee");
        assertThat(words(service, health.accountId()))
                .filteredOn(it -> it.contains("reassigned"))
                .hasSize(2);
    }

    @Test
    void shouldGiveTasksFromManagerToManagerWithinOneBatch() {
        // Given
        var service = new Service();
        service.told(List.of(health.raises(TestPlays.SEATS)));
        var toLee = health.with(TestHealth.account("lee", "emea", null)).updated();
        var toKim = health.with(TestHealth.account("kim", "emea", null)).updated();

        // When
        service.updated(List.of(toLee, toLee, toKim, toLee));

        // Then
        assertThat(service.work.tasks()).extracting(Task::owner).containsOnly("kim");
        assertThat(words(service, health.accountId()))
                .filteredOn(it -> it.contains("reassigned"))
                .hasSize(4);
    }

    @Test
    void shouldAskForNoTransactionWhereOnlyScoresMove() {
        // When
        var service = new Service();
        service.told(List.of(health.scores(), health.scores()));

        // Then
        assertThat(service.work.transactions()).isZero();
    }

    private static void run(Service service, List<Step> steps, Supplier<Integer> size) {
        int at = 0;
        while (at < steps.size()) {
            Step first = steps.get(at);
            int end = Math.min(at + size.get(), steps.size());
            int next = at + 1;
            while (next < end && steps.get(next).getClass() == first.getClass()) {
                next++;
            }
            List<Step> batch = steps.subList(at, next);
            switch (first) {
                case Step.Told _ ->
                        service.told(batch.stream().map(it -> ((Step.Told) it).change()).toList());
                case Step.Updated _ ->
                        service.updated(
                                batch.stream().map(it -> ((Step.Updated) it).update()).toList());
                case Step.Edited _ -> batch.forEach(it -> service.edited((Step.Edited) it));
            }
            at = next;
        }
    }

    /** Mostly runs of one kind, so that there is something to put into a batch. */
    private static List<Step> steps(Random random, TestHealth health) {
        var steps = new ArrayList<Step>();
        while (steps.size() < STEPS) {
            int kind = random.nextInt(4);
            for (int more = random.nextInt(1, 12); more > 0; more--) {
                steps.add(
                        switch (kind) {
                            case 0 -> new Step.Updated(update(random, health));
                            case 1 ->
                                    new Step.Edited(
                                            random.nextInt(100),
                                            "owner-" + random.nextInt(),
                                            random.nextInt(3) > 0);
                            default -> new Step.Told(change(random, health));
                        });
                if (kind != 1 && random.nextInt(5) == 0) {
                    again(random, steps);
                }
            }
        }
        return steps;
    }

    /** The last few records come again, as they do when a reader takes a partition over. */
    private static void again(Random random, List<Step> steps) {
        int from = Math.max(0, steps.size() - 1 - random.nextInt(6));
        Class<?> kind = steps.getLast().getClass();
        steps.addAll(
                steps.subList(from, steps.size()).stream()
                        .filter(step -> step.getClass() == kind)
                        .toList());
    }

    private static HealthChange change(Random random, TestHealth health) {
        if (random.nextInt(6) == 0) {
            health.with(manager(random));
        }
        String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> health.moves(status(random, health));
            case 3 -> health.moves(status(random, health), List.of(signal));
            case 4 -> health.tellsRaised(signal);
            case 5 -> health.raises(signal);
            case 6 -> health.clears(signal);
            default -> random.nextBoolean() ? health.scores() : health.skipping(2).raises(signal);
        };
    }

    private static AccountUpdatedV1 update(Random random, TestHealth health) {
        return (random.nextBoolean() ? health : health.with(manager(random))).updated();
    }

    private static AccountSnapshot manager(Random random) {
        return TestHealth.account(CSMS.get(random.nextInt(CSMS.size())), "emea", null);
    }

    /** Another than it is in. */
    private static Status status(Random random, TestHealth health) {
        List<Status> others =
                Arrays.stream(Status.values()).filter(it -> it != health.status()).toList();
        return others.get(random.nextInt(others.size()));
    }

    private static TestHealth account(String id) {
        return new TestHealth(id, TestHealth.account("dana", "emea", "240000"), NOW).skipping(1);
    }

    private static Applied<PlaySpec> play(String id, Set<Status> statuses, Set<String> signals) {
        PlaySpec spec = TestPlays.expansion().value();
        return TestPlays.applied(
                new PlaySpec(
                        id,
                        id,
                        spec.category(),
                        new Condition(statuses, signals),
                        spec.tasks(),
                        List.of()));
    }

    private static List<String> plays(Service service) {
        return service.work.published().stream()
                .filter(PlayChangedV1.class::isInstance)
                .map(PlayChangedV1.class::cast)
                .map(it -> "%s %s".formatted(it.play().play().id(), it.change().wireName()))
                .toList();
    }

    /** What was published of an account, but for the ids that were made for it. */
    private static List<String> words(Service service, AccountId accountId) {
        return service.work.published().stream()
                .filter(it -> it.accountId().equals(accountId))
                .map(BatchesTest::words)
                .toList();
    }

    private static String words(WorkChange message) {
        return switch (message) {
            case PlayChangedV1 it ->
                    "%d %s %s: %s"
                            .formatted(
                                    it.sequence(),
                                    it.play().play().id(),
                                    it.change().wireName(),
                                    it.play().reason());
            case TaskChangedV1 it ->
                    "%d %s %s: %s, %s"
                            .formatted(
                                    it.sequence(),
                                    it.task().step(),
                                    it.change().wireName(),
                                    it.task().owner(),
                                    it.task().reason());
            default -> "" + message;
        };
    }
}
