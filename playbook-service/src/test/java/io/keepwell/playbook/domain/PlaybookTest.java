package io.keepwell.playbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.model.play.Approval;
import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Criterion;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskState;
import io.keepwell.playbook.TestHealth;
import io.keepwell.playbook.TestPlays;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaybookTest {

    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-11-03T09:16:02.125Z");

    private static final AccountSnapshot ACME = TestHealth.account("dana", "emea", "240000");

    private static final Playbook PLAYBOOK =
            new Playbook(
                    new WorkCalendar(
                            ZoneOffset.UTC,
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            Set.of()),
                    new Owners(Map.of(TestPlays.CS_MANAGER, "max", "vp-cs", "vera")));

    private final TestHealth health = new TestHealth("acme-1", ACME, NOW);

    @Test
    void shouldStartThePlayWithItsTasksWhenItsTriggerFires() {
        // When
        List<Happening> happenings = react(health.moves(Status.RED), List.of());

        // Then
        Run run = started(happenings);
        assertThat(run.play().state()).isEqualTo(PlayState.RUNNING);
        assertThat(run.play().taskCount()).isEqualTo(8);
        assertThat(happenings.subList(1, 9))
                .allMatch(it ->
                        it instanceof Happening.OfTask(TaskChange change, _)
                                && change == TaskChange.OPENED);
    }

    /** A12: working days 1 to 5; A14: the ends of weeks 2, 3 and 4. */
    @Test
    void shouldSetDueDatesInWorkingDaysFromTheStart() {
        Run run = started(react(health.moves(Status.RED), List.of()));

        assertThat(run.open())
                .extracting(task -> task.dueOn().toString())
                .containsExactly(
                        "2026-11-04",
                        "2026-11-05",
                        "2026-11-06",
                        "2026-11-09",
                        "2026-11-10",
                        "2026-11-17",
                        "2026-11-24",
                        "2026-12-01");
    }

    /** A17. */
    @Test
    void shouldStartTheExpansionPlayOnItsSignal() {
        Run run = started(react(health.raises(TestPlays.SEATS), List.of()));

        assertThat(run.play().play().id()).isEqualTo("expansion");
        assertThat(run.open())
                .extracting(task -> task.dueOn().toString())
                .containsExactly("2026-11-03", "2026-11-10");
    }

    @Test
    void shouldGiveEachTaskToWhoeverFillsItsRole() {
        Run run = started(react(health.moves(Status.RED), List.of()));

        assertThat(run.open())
                .extracting(Task::ownerRole, Task::owner)
                .contains(
                        tuple("csm", "dana"), tuple("cs-manager", "max"), tuple("product", "dana"));
    }

    @Test
    void shouldLeaveATaskToNobodyWhereNobodyIsKnown() {
        health.with(AccountSnapshot.UNKNOWN);

        Run run = started(react(health.moves(Status.RED), List.of()));

        assertThat(run.open())
                .extracting(Task::owner)
                .containsExactly(null, null, null, "max", "max", null, null, null);
    }

    @Test
    void shouldRecordTheOneReasonWhyAPlayDoesNotStart() {
        // Given a play that yellow starts as well as red
        var both = churnRisk(new Condition(Set.of(Status.YELLOW, Status.RED), Set.of()));
        List<Applied<PlaySpec>> plays = List.of(TestPlays.applied(both));
        Run running =
                started(
                        PLAYBOOK.react(
                                health.moves(Status.YELLOW),
                                ACME,
                                List.of(),
                                plays,
                                NOW,
                                UUID::randomUUID));

        // When
        List<Happening> happenings =
                PLAYBOOK.react(
                        health.moves(Status.RED),
                        ACME,
                        List.of(running),
                        plays,
                        NOW,
                        UUID::randomUUID);

        // Then
        assertThat(happenings)
                .singleElement()
                .isInstanceOfSatisfying(
                        Happening.OfPlay.class,
                        skipped -> {
                            assertThat(skipped.change()).isEqualTo(PlayChange.SKIPPED);
                            assertThat(skipped.run().play().state()).isEqualTo(PlayState.SKIPPED);
                            assertThat(skipped.run().play().reason())
                                    .isEqualTo(
                                            "one is going on since" + " 2026-11-03T09:16:02.125Z");
                            assertThat(skipped.run().play().taskCount()).isZero();
                        });
    }

    @Test
    void shouldExitWithItsOpenTasksWhenTheConditionCeasesToHold() {
        // Given
        Run running = started(react(health.moves(Status.RED), List.of()));

        // When
        List<Happening> happenings = react(health.moves(Status.YELLOW), List.of(running));

        // Then
        assertThat(happenings).hasSize(9);
        assertThat(happenings.getFirst())
                .isInstanceOfSatisfying(
                        Happening.OfPlay.class,
                        exited -> {
                            assertThat(exited.change()).isEqualTo(PlayChange.EXITED);
                            assertThat(exited.run().play().endedAt()).isEqualTo(NOW);
                            assertThat(exited.run().play().reason())
                                    .isEqualTo(
                                            "its condition ceased to hold: the account is yellow"
                                                    + " without signals");
                        });
        assertThat(happenings.subList(1, 9))
                .allMatch(it ->
                        it instanceof Happening.OfTask(TaskChange change, Task task)
                                && change == TaskChange.CANCELLED
                                && task.state() == TaskState.CANCELLED);
    }

    @Test
    void shouldKeepTheConditionThatARunStartedWith() {
        // Given a run whose play waits for yellow as well since
        Run running = started(react(health.moves(Status.RED), List.of()));
        PlaySpec now = churnRisk(new Condition(Set.of(Status.RED, Status.YELLOW), Set.of()));

        // When
        List<Happening> happenings =
                PLAYBOOK.react(
                        health.moves(Status.YELLOW),
                        ACME,
                        List.of(running),
                        List.of(TestPlays.applied(now)),
                        NOW,
                        UUID::randomUUID);

        // Then it exits by its own, and another starts by the new one
        assertThat(happenings)
                .filteredOn(Happening.OfPlay.class::isInstance)
                .extracting(it -> ((Happening.OfPlay) it).change())
                .containsExactly(PlayChange.EXITED, PlayChange.STARTED);
    }

    @Test
    void shouldStartOnceForAJudgementThatIsToldInSeveralMessages() {
        // Given a play that waits for a status and a signal, and a judgement with both
        Applied<PlaySpec> play =
                TestPlays.applied(
                        churnRisk(new Condition(Set.of(Status.RED), Set.of("sponsor-left"))));
        var moved = health.moves(Status.RED, List.of("sponsor-left"));
        var raised = health.tellsRaised("sponsor-left");
        Run run =
                started(
                        PLAYBOOK.react(
                                moved, ACME, List.of(), List.of(play), NOW, UUID::randomUUID));

        // When
        List<Happening> more =
                PLAYBOOK.react(raised, ACME, List.of(run), List.of(play), NOW, UUID::randomUUID);

        // Then
        assertThat(more).isEmpty();
    }

    @Test
    void shouldDoNothingAboutOtherSignals() {
        assertThat(react(health.raises("quiet"), List.of())).isEmpty();
    }

    @Test
    void shouldCompleteARunWithTheLastOfItsTasks() {
        // Given
        Run run = started(react(health.raises(TestPlays.SEATS), List.of()));
        Task first = run.open().getFirst();
        Task last = run.open().getLast();
        Run then = new Run(run.accountId(), run.play(), run.spec(), run.judgedAt(), List.of(last));

        // When
        List<Happening> afterFirst =
                Playbook.complete(first, Optional.of(run), "dana", NOW, "held");
        List<Happening> afterLast = Playbook.complete(last, Optional.of(then), "dana", NOW, "won");

        // Then
        assertThat(afterFirst).hasSize(1);
        assertThat(afterLast).hasSize(2);
        assertThat(afterLast.getLast())
                .isInstanceOfSatisfying(
                        Happening.OfPlay.class,
                        it -> assertThat(it.change()).isEqualTo(PlayChange.COMPLETED));
    }

    @Test
    void shouldGiveTheFormerManagersTasksToTheNewOne() {
        // Given one task given to somebody by hand
        Run run = started(react(health.moves(Status.RED), List.of()));
        List<Task> open = new ArrayList<>(run.open());
        open.set(0, Tasks.reassigned(open.getFirst(), "kim"));

        // When
        List<Happening> happenings =
                PLAYBOOK.handOver(open, ACME, TestHealth.account("lee", "emea", null));

        // Then
        assertThat(happenings)
                .hasSize(5)
                .allMatch(it ->
                        it instanceof Happening.OfTask(TaskChange change, Task task)
                                && change == TaskChange.REASSIGNED
                                && "lee".equals(task.owner()));
    }

    /** A12: a manager's leave is the present manager's to give. */
    @Test
    void shouldAskTheNewManagerForTheLeaveThatTheFormerHadToGive() {
        // Given a task that somebody else has to do, and one that the former manager approved
        List<Task> open = started(save()).open();
        Task waiting = Tasks.handedOver(open.get(1), "kim", Approval.of(TaskSpec.CSM, "dana"));
        Task approved =
                Tasks.handedOver(
                        open.get(2),
                        "kim",
                        Approval.of(TaskSpec.CSM, "dana")
                                .decided(ApprovalDecision.APPROVED, "dana", NOW, null));

        // When
        AccountSnapshot after = TestHealth.account("lee", "emea", null);
        List<Happening> happenings = PLAYBOOK.handOver(List.of(waiting, approved), ACME, after);

        // Then
        assertThat(happenings)
                .containsExactly(
                        new Happening.OfTask(
                                TaskChange.REASSIGNED,
                                Tasks.handedOver(
                                        waiting, "kim", Approval.of(TaskSpec.CSM, "lee"))));
        assertThat(PLAYBOOK.handOver(List.of(waiting), ACME, ACME)).isEmpty();
    }

    /** A12: what needs leave is neither opened nor due before it is given. */
    @Test
    void shouldOpenATaskThatNeedsLeaveOnlyOnceItIsGiven() {
        // Given
        List<Happening> begun = save();
        Task concessions = started(begun).open().get(1);
        assertThat(changes(begun)).containsExactly("opened", "waiting", "waiting");
        assertThat(concessions.state()).isEqualTo(TaskState.WAITING);
        assertThat(concessions.approval()).isEqualTo(Approval.of("vp-cs", "vera"));

        // When leave is given two weeks later
        Instant later = NOW.plus(Duration.ofDays(14));
        List<Happening> happenings =
                PLAYBOOK.decide(
                        concessions,
                        Optional.of(started(begun)),
                        ApprovalDecision.APPROVED,
                        "vera",
                        later,
                        "10 % at most");

        // Then it has five working days from then on
        assertThat(changes(happenings)).containsExactly("approved", "opened");
        Task opened = ((Happening.OfTask) happenings.getLast()).task();
        assertThat(opened.state()).isEqualTo(TaskState.OPEN);
        assertThat(opened.openedAt()).isEqualTo(later);
        assertThat(opened.dueOn()).isEqualTo("2026-11-24");
        assertThat(opened.approval())
                .isEqualTo(
                        new Approval(
                                "vp-cs",
                                "vera",
                                ApprovalDecision.APPROVED,
                                later,
                                "vera",
                                "10 % at most"));
    }

    /** A12. */
    @Test
    void shouldCancelATaskThatMayNotBeDone() {
        Run run = started(save());

        List<Happening> happenings =
                PLAYBOOK.decide(
                        run.open().get(1),
                        Optional.of(run),
                        ApprovalDecision.REFUSED,
                        "vera",
                        NOW,
                        "not our fault");

        assertThat(changes(happenings)).containsExactly("refused", "cancelled");
        Task cancelled = ((Happening.OfTask) happenings.getLast()).task();
        assertThat(cancelled.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("vera refused it: not our fault");
    }

    /** L4: what belongs to a later week is opened then, and due when its play says. */
    @Test
    void shouldOpenATaskOnItsDay() {
        Task task = started(save()).open().getLast();

        assertThat(task.state()).isEqualTo(TaskState.WAITING);
        assertThat(task.opensOn()).isEqualTo("2026-11-10");
        assertThat(Tasks.isDueToOpen(task, LocalDate.parse("2026-11-09"))).isFalse();
        assertThat(Tasks.isDueToOpen(task, LocalDate.parse("2026-11-10"))).isTrue();
        List<Happening> happenings = Playbook.open(task, NOW);
        assertThat(changes(happenings)).containsExactly("opened");
        assertThat(((Happening.OfTask) happenings.getFirst()).task().dueOn())
                .isEqualTo("2026-11-17");
    }

    @Test
    void shouldCancelWhatStillWaitsWhenThePlayExits() {
        Run run = started(save());

        List<Happening> happenings = react(health.clears(TestPlays.IN_DANGER), List.of(run));

        assertThat(changes(happenings)).containsExactly("cancelled", "cancelled", "cancelled");
    }

    /** A14: how much is at stake is told from the beginning. */
    @Test
    void shouldTellTheRiskLevelOfTheSegment() {
        assertThat(started(save()).play().riskLevel()).isEqualTo(Severity.CRITICAL);
        health.with(AccountSnapshot.UNKNOWN);
        assertThat(started(save()).play().riskLevel()).isEqualTo(Severity.HIGH);
    }

    /** A14: the tasks of a plan do not save an account. */
    @Test
    void shouldLeaveItToPeopleToEndAPlanThatHasOutcomes() {
        Run run = started(save());
        Task last = run.open().getFirst();
        Run then = new Run(run.accountId(), run.play(), run.spec(), run.judgedAt(), List.of(last));

        List<Happening> happenings =
                Playbook.complete(last, Optional.of(then), "dana", NOW, "done");

        assertThat(happenings).hasSize(1);
    }

    /** A14. */
    @Test
    void shouldTickACriterionOnceAndTakeItBack() {
        Run run = started(save());

        Run ticked = run(Playbook.tick(run, 1, true, "dana", NOW));
        assertThat(ticked.criteria())
                .extracting(Criterion::met, Criterion::metBy)
                .containsExactly(tuple(false, null), tuple(true, "dana"), tuple(false, null));
        assertThat(Playbook.tick(ticked, 1, true, "sam", NOW)).isEmpty();
        assertThat(run(Playbook.tick(ticked, 1, false, "sam", NOW)).criteria())
                .isEqualTo(run.criteria());
    }

    /** A14. */
    @Test
    void shouldCancelWhatIsLeftWhenAPlanIsClosed() {
        Run run = started(save());

        List<Happening> happenings = Playbook.close(run, "saved", "dana", NOW, "signed");

        Run closed = run(happenings);
        assertThat(closed.play().state()).isEqualTo(PlayState.CLOSED);
        assertThat(closed.play().outcome()).isEqualTo("saved");
        assertThat(closed.play().closedBy()).isEqualTo("dana");
        assertThat(closed.play().reason()).isEqualTo("signed");
        assertThat(changes(happenings)).containsExactly("cancelled", "cancelled", "cancelled");
    }

    private List<Happening> save() {
        return react(health.raises(TestPlays.IN_DANGER), List.of());
    }

    private static Run run(List<Happening> happenings) {
        return ((Happening.OfPlay) happenings.getFirst()).run();
    }

    /** What happened to tasks. */
    private static List<String> changes(List<Happening> happenings) {
        return happenings.stream()
                .filter(Happening.OfTask.class::isInstance)
                .map(it -> ((Happening.OfTask) it).change().wireName())
                .toList();
    }

    private static PlaySpec churnRisk(Condition condition) {
        PlaySpec spec = TestPlays.churnRisk().value();
        return new PlaySpec(
                spec.id(),
                spec.name(),
                spec.category(),
                condition,
                spec.tasks(),
                spec.successCriteria());
    }

    private static List<Happening> react(HealthChange change, List<Run> running) {
        return PLAYBOOK.react(
                change,
                change.account(),
                running,
                List.of(TestPlays.churnRisk(), TestPlays.expansion(), TestPlays.savePlan()),
                NOW,
                UUID::randomUUID);
    }

    private static Run started(List<Happening> happenings) {
        assertThat(happenings.getFirst()).isInstanceOf(Happening.OfPlay.class);
        var first = (Happening.OfPlay) happenings.getFirst();
        assertThat(first.change()).isEqualTo(PlayChange.STARTED);
        return first.run();
    }
}
