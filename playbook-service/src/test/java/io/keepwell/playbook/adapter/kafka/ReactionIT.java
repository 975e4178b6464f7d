package io.keepwell.playbook.adapter.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.Topic;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.Log;
import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.playbook.PlaysUnderTest;
import io.keepwell.playbook.Tables;
import io.keepwell.playbook.TestHealth;
import io.keepwell.playbook.TestPlays;
import io.keepwell.playbook.application.Change;
import io.keepwell.playbook.application.ChaseOverdue;
import io.keepwell.playbook.application.FollowAccounts;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.WorkCalendar;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.testing.Remains;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a health change on its topic to what is published, and never twice. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class ReactionIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject PlaysUnderTest plays;
    @Inject ReactToHealth reactToHealth;
    @Inject FollowAccounts follow;
    @Inject WorkStore store;
    @Inject WorkCalendar calendar;

    private final TestHealth health =
            new TestHealth(
                    "acme-" + UUID.randomUUID(),
                    TestHealth.account("dana", "emea", "240000"),
                    TestHealth.LONG_AGO);

    @AfterEach
    void letPlaysBeKnown() {
        plays.known(true);
    }

    @Test
    void shouldStartAPlayAndTellOfItAndItsTasksInOrder() {
        // When
        TestTopics.send(health.moves(Status.RED));

        // Then
        List<String> told = awaitTold(9);
        assertThat(told.getFirst()).isEqualTo("play churn-risk started");
        assertThat(told.subList(1, 9))
                .startsWith("task executive-touchpoint opened")
                .allMatch(it -> it.endsWith("opened"));
        assertThat(sequences()).isEqualTo(LongStream.rangeClosed(1, 9).boxed().toList());
        assertThat(Log.tasks(health.accountId()))
                .filteredOn(TaskChangedV1.class::isInstance)
                .allMatch(it -> "dana".equals(((TaskChangedV1) it).task().owner()));
    }

    @Test
    void shouldExitAndCancelWhatIsOpenWhenTheConditionCeases() {
        // When
        TestTopics.send(health.moves(Status.RED), health.moves(Status.YELLOW));

        // Then
        List<String> told = awaitTold(18);
        assertThat(told.get(9)).isEqualTo("play churn-risk exited");
        assertThat(told.subList(10, 18)).allMatch(it -> it.endsWith("cancelled"));
        assertThat(sequences()).isEqualTo(LongStream.rangeClosed(1, 18).boxed().toList());
    }

    /** Every transition into red is one started play or one recorded reason. */
    @Test
    void shouldRecordWhyAPlayDidNotStartWhileOneIsRunning() {
        // Given
        TestTopics.send(health.raises(PlaysUnderTest.RENEWAL), health.moves(Status.YELLOW));

        // When
        TestTopics.send(health.moves(Status.RED));

        // Then
        List<String> told = awaitTold(12);
        assertThat(told).startsWith("play renewal started", "task value-workshop opened");
        assertThat(told).contains("play churn-risk started", "play renewal skipped");
        assertThat(Log.tasks(health.accountId()))
                .filteredOn(it -> it instanceof PlayChangedV1 play && play.play().reason() != null)
                .singleElement()
                .satisfies(it ->
                        assertThat(((PlayChangedV1) it).play().reason())
                                .startsWith("one is going on since 20"));
    }

    @Test
    void shouldStartAgainAfterARunHasEnded() {
        TestTopics.send(
                health.moves(Status.RED), health.moves(Status.GREEN), health.moves(Status.RED));

        assertThat(awaitTold(27))
                .filteredOn(it -> it.startsWith("play"))
                .containsExactly(
                        "play churn-risk started",
                        "play churn-risk exited",
                        "play churn-risk started");
    }

    @Test
    void shouldDoNothingTwiceWhenRecordsComeAgain() {
        // Given
        var red = health.skipping(3).moves(Status.RED);
        var yellow = health.moves(Status.YELLOW);
        TestTopics.send(red, red, yellow);

        // When both come again, late, and then something new
        TestTopics.send(red, yellow, health.raises(TestPlays.SEATS));

        // Then
        List<String> told = awaitTold(21);
        assertThat(told).filteredOn(it -> it.equals("play churn-risk started")).hasSize(1);
        assertThat(told.get(18)).isEqualTo("play expansion started");
        assertThat(sequences()).isEqualTo(LongStream.rangeClosed(1, 21).boxed().toList());
    }

    @Test
    void shouldStartOnceWhenServicesRace() throws Exception {
        // Given
        var red = health.moves(Status.RED);
        Callable<Void> reaction =
                () -> {
                    try {
                        return VertxContextSupport.subscribeAndAwait(
                                () -> reactToHealth.on(List.of(red)));
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                };

        // When
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> same = List.of(reaction, reaction, reaction, reaction);
            for (Future<Void> done : threads.invokeAll(same)) {
                var _ = done.get();
            }
        }

        // Then
        assertThat(awaitTold(9)).hasSize(9);
        assertThat(
                        Tables.number(
                                "select count(*) from play where account_id = ?",
                                health.accountId().value()))
                .isEqualTo(1);
    }

    @Test
    void shouldBearThatAPlayEndsAndBeginsAgainWithinATransaction() {
        // Given one that goes on
        react(health.moves(Status.RED));

        // When
        react(
                health.moves(Status.GREEN),
                health.moves(Status.RED),
                health.moves(Status.YELLOW),
                health.moves(Status.RED));

        // Then
        assertThat(awaitTold(45))
                .filteredOn(it -> it.startsWith("play"))
                .containsExactly(
                        "play churn-risk started",
                        "play churn-risk exited",
                        "play churn-risk started",
                        "play churn-risk exited",
                        "play churn-risk started");
        assertThat(sequences()).isEqualTo(LongStream.rangeClosed(1, 45).boxed().toList());
        assertThat(rows("play", "RUNNING")).isEqualTo(1);
        assertThat(rows("play", "EXITED")).isEqualTo(2);
        assertThat(rows("task", "OPEN")).isEqualTo(8);
        assertThat(rows("task", "CANCELLED")).isEqualTo(16);
    }

    @Test
    void shouldReactToSeveralAccountsInOneTransaction() {
        // Given one that is known, and others that are not
        react(health.moves(Status.RED));
        List<TestHealth> others =
                Stream.of("a", "b", "z")
                        .map(it ->
                                new TestHealth(
                                        it + "-" + UUID.randomUUID(),
                                        TestHealth.account("lee", "apac", null),
                                        TestHealth.LONG_AGO))
                        .toList();

        // When
        var changes = new ArrayList<HealthChange>();
        others.forEach(it -> changes.add(it.moves(Status.RED)));
        changes.add(health.moves(Status.GREEN));
        others.forEach(it -> changes.add(it.moves(Status.YELLOW)));
        react(changes.toArray(HealthChange[]::new));

        // Then
        assertThat(awaitTold(18)).hasSize(18);
        for (TestHealth other : others) {
            List<String> told = awaitTold(other, 18);
            assertThat(told.getFirst()).isEqualTo("play churn-risk started");
            assertThat(told.subList(1, 9)).allMatch(it -> it.endsWith("opened"));
            assertThat(told.get(9)).isEqualTo("play churn-risk exited");
            assertThat(told.subList(10, 18)).allMatch(it -> it.endsWith("cancelled"));
            assertThat(
                            Tables.number(
                                    "select count(*) from account_ledger l join account_standing s"
                                            + " using (account_id) where account_id = ? and"
                                            + " read_sequence = 2 and published_sequence = 18 and"
                                            + " told_sequence = 2 and csm = 'lee'",
                                    other.accountId().value()))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldGiveTasksToTheNewManagerOfAnAccountOnce() {
        // Given
        TestTopics.send(health.moves(Status.RED));
        awaitTold(9);
        var toLee = health.with(TestHealth.account("lee", "emea", "240000")).updated();

        // When it comes again, and once more after a later one
        TestTopics.send(toLee, toLee);
        TestTopics.send(health.with(TestHealth.account("kim", "emea", "240000")).updated(), toLee);

        // Then: eight to lee, eight to kim
        awaitTold(25);
        TestTopics.send(health.moves(Status.GREEN));
        List<String> told = awaitTold(34);
        assertThat(told).filteredOn(it -> it.endsWith("reassigned")).hasSize(16);
        assertThat(Log.tasks(health.accountId()))
                .filteredOn(it -> it instanceof TaskChangedV1 task && task.sequence() > 25)
                .hasSize(8)
                .allMatch(it -> "kim".equals(((TaskChangedV1) it).task().owner()));
    }

    @Test
    void shouldNotGoBackToAManagerThatALateHealthChangeNames() {
        // Given an account whose new manager is known before the change that comes late
        var late = health.moves(Status.RED);
        TestTopics.send(health.with(TestHealth.account("lee", "emea", "240000")).updated());
        await().atMost(SOON)
                .until(() ->
                        Tables.number(
                                        "select count(*) from account_standing where account_id ="
                                                + " ? and csm = 'lee'",
                                        health.accountId().value())
                                == 1);

        // When
        TestTopics.send(late);

        // Then
        awaitTold(9);
        assertThat(Log.tasks(health.accountId()))
                .filteredOn(TaskChangedV1.class::isInstance)
                .allMatch(it -> "lee".equals(((TaskChangedV1) it).task().owner()));
    }

    @Test
    void shouldParkWhatCannotBeReadAndGoOn() {
        // Given
        String key = health.accountId().value();
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.HEALTH_CHANGES.topicName(),
                        key,
                        "{".getBytes(StandardCharsets.UTF_8)));

        // When
        TestTopics.send(health.moves(Status.RED));

        // Then
        awaitTold(9);
        assertThat(Tables.number("select count(*) from parked_records where key = ?", key))
                .isEqualTo(1);
    }

    @Test
    void shouldParkAMessageThatBelongsElsewhereAndGoOn() {
        // Given
        var update = ContractRecords.producerRecord(health.updated(), Instant.now());
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.HEALTH_CHANGES.topicName(),
                        null,
                        update.timestamp(),
                        update.key(),
                        update.value(),
                        update.headers()));

        // When
        TestTopics.send(health.moves(Status.RED));

        // Then
        awaitTold(9);
        assertThat(
                        Tables.number(
                                "select count(*) from parked_records where key = ? and reason like"
                                        + " '%does not belong on this topic'",
                                health.accountId().value()))
                .isEqualTo(1);
    }

    @Test
    void shouldPassOverThatAnAccountWasErased() {
        // Given
        String key = health.accountId().value();
        TestTopics.send(health.updated());
        TestTopics.send(new ProducerRecord<>(Topic.ACCOUNTS.topicName(), key, null));

        // When
        TestTopics.send(health.with(TestHealth.account("lee", "emea", "240000")).updated());

        // Then
        await().atMost(SOON)
                .until(() ->
                        Tables.number(
                                        "select count(*) from account_standing where account_id ="
                                                + " ? and csm = 'lee'",
                                        key)
                                == 1);
        assertThat(Tables.number("select count(*) from parked_records where key = ?", key))
                .isZero();
    }

    @Test
    void shouldForgetAnAccountThatIsErased() throws Throwable {
        // Given
        UUID erasure = UUID.randomUUID();
        StatusChangedV1 red = health.moves(Status.RED);
        AccountUpdatedV1 before = health.updated();
        TestTopics.send(red, before);
        awaitTold(9);
        AccountErasedV1 erased = health.erased(erasure);

        // When: it is told, and afterwards what had been told before
        TestTopics.send(erased);
        await().atMost(SOON).until(() -> remains().isEmpty());
        VertxContextSupport.subscribeAndAwait(() -> follow.on(List.of(before)));
        VertxContextSupport.subscribeAndAwait(
                () -> reactToHealth.onAll(List.of(red, erased), _ -> Optional.empty()));

        // Then
        assertThat(remains()).isEmpty();
        assertThat(
                        TestTokens.asAdmin()
                                .get("/v1/erasures/" + erasure)
                                .jsonPath()
                                .getString("erasedAt"))
                .isEqualTo("" + erased.changedAt());
    }

    @Test
    void shouldBeginAnewWithAnAccountThatComesBack() {
        // Given
        StatusChangedV1 red = health.moves(Status.RED);
        AccountErasedV1 erased = health.erased(UUID.randomUUID());
        TestTopics.send(red, erased, red, erased);

        // When
        TestTopics.send(health.moves(Status.RED));

        // Then
        List<String> told = awaitTold(18);
        assertThat(told)
                .filteredOn(it -> it.startsWith("play"))
                .containsExactly("play churn-risk started", "play churn-risk started");
        assertThat(sequences()).isEqualTo(LongStream.rangeClosed(1, 18).boxed().toList());
        assertThat(rows("play", "RUNNING")).isEqualTo(1);
    }

    @Test
    void shouldNotWriteAnAccountBackThatIsErasedWhileItsUpdateWaits() {
        AccountUpdatedV1 update = health.updated();

        whileErased(() -> follow.on(List.of(update)));

        assertThat(remains()).isEmpty();
    }

    @Test
    void shouldLeaveNothingOfAnAnswerThatWaitsWhileTheAccountIsErased() {
        TestTopics.send(health.moves(Status.RED));
        awaitTold(9);
        UUID task =
                Log.tasks(health.accountId()).stream()
                        .filter(TaskChangedV1.class::isInstance)
                        .map(it -> ((TaskChangedV1) it).task().taskId())
                        .findFirst()
                        .orElseThrow();

        whileErased(() -> store.changeTask(task, _ -> Change.none(true)));

        assertThat(remains()).isEmpty();
    }

    private void whileErased(Supplier<Uni<?>> work) {
        AccountErasedV1 erased = health.erased(UUID.randomUUID());
        Remains.whileErased(
                "playbook",
                health.accountId().value(),
                () -> run(() -> reactToHealth.onAll(List.of(erased), _ -> Optional.empty())),
                () -> run(work));
    }

    private static void run(Supplier<Uni<?>> work) {
        try {
            Object _ = VertxContextSupport.subscribeAndAwait(() -> work.get().replaceWithVoid());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> remains() {
        return Remains.of("playbook", health.accountId().value());
    }

    @Test
    void shouldWaitAndSaySoUntilItIsKnownWhichPlaysAreInForce() {
        // Given
        plays.known(false);
        TestTopics.send(health.moves(Status.RED));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503));
        assertThat(given().get("/q/health/ready").asString()).contains("no policies are in force");

        // When
        plays.known(true);

        // Then
        awaitTold(9);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200));
    }

    @Test
    void shouldTellOnceThatADueDatePassed() throws Throwable {
        // Given
        TestTopics.send(health.moves(Status.RED));
        awaitTold(9);
        var overdue = new ChaseOverdue(store, calendar, InstantSource.system(), UUID::randomUUID);

        // When the service looks for it, and another one does
        Tables.update(
                "update task set due_on = due_on - 60 where account_id = ?",
                health.accountId().value());
        for (int round = 0; round < 2; round++) {
            while (VertxContextSupport.subscribeAndAwait(overdue::run)) {
                // There is more.
            }
        }
        TestTopics.send(health.moves(Status.GREEN));

        // Then
        awaitTold(26);
        assertThat(Log.tasks(health.accountId()))
                .filteredOn(it ->
                        it instanceof TaskChangedV1 task && task.change() == TaskChange.OVERDUE)
                .hasSize(8);
    }

    @Test
    void shouldCountWhatHappensToPlays() {
        TestTopics.send(health.moves(Status.RED), health.moves(Status.GREEN));
        awaitTold(18);

        assertThat(given().get("/q/metrics").asString())
                .contains("keepwell_playbook_plays_total{change=\"started\",play=\"churn-risk\"}")
                .contains("keepwell_playbook_plays_total{change=\"exited\",play=\"churn-risk\"}")
                .contains("keepwell_playbook_tasks_open")
                .contains("keepwell_playbook_tasks_overdue");
    }

    /** Past the topic, so that all of it is surely one batch. */
    private void react(HealthChange... changes) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> reactToHealth.on(List.of(changes)));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private long rows(String table, String state) {
        return Tables.number(
                "select count(*) from %s where account_id = ? and state = ?".formatted(table),
                health.accountId().value(),
                state);
    }

    private List<Long> sequences() {
        return new ArrayList<>(
                Log.tasks(health.accountId()).stream().map(WorkChange::sequence).toList());
    }

    private List<String> awaitTold(int messages) {
        return awaitTold(health, messages);
    }

    private static List<String> awaitTold(TestHealth of, int messages) {
        return Objects.requireNonNull(
                await().atMost(SOON)
                        .until(() -> Log.told(of.accountId()), it -> it.size() >= messages));
    }
}
