package io.keepwell.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.keepwell.alerting.application.AnswerAlerts;
import io.keepwell.alerting.application.FollowAccounts;
import io.keepwell.alerting.application.ReactToHealth;
import io.keepwell.alerting.application.WatchClocks;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.Remains;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From health changes to alerts, on a real broker and a real database. */
@QuarkusTest
@WithTestResource(AlertingInfra.class)
class AlertingIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    @Inject TestRules rules;
    @Inject ReactToHealth reaction;
    @Inject FollowAccounts follow;
    @Inject WatchClocks clocks;
    @Inject AnswerAlerts answers;

    private final HealthStory story = new HealthStory("enterprise");

    @AfterEach
    void allRules() {
        rules.reset();
    }

    @Test
    void shouldTellOfAnAlertFromItsFiringToItsEnd() {
        // When
        TestTopics.send(
                story.becomes(Status.RED),
                story.raises("sponsor-left"),
                story.raises("champion-left"),
                story.becomes(Status.GREEN));

        // Then
        List<AlertChangedV1> told = told(4);
        assertThat(told)
                .extracting(AlertChangedV1::change)
                .containsExactly(
                        AlertChange.OPENED,
                        AlertChange.OPENED,
                        AlertChange.REPEATED,
                        AlertChange.RESOLVED);
        assertThat(told.getFirst().alert().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.getFirst().alert().owner()).isEqualTo("dana");
        assertThat(told.getFirst().alert().summary()).isEqualTo("Account is red: fell to red");
        assertThat(told.getLast().changedBy()).isNull();
        assertThat(told.getLast().alert().reason()).isEqualTo("the condition cleared");
    }

    /** Architecture, section 7: every transition into red is one firing of one alert. */
    @Test
    void shouldOpenOneAlertForEachTransitionIntoRedHoweverOftenItIsDelivered() {
        // Given
        HealthChange[] changes = {
            story.becomes(Status.RED), story.becomes(Status.YELLOW), story.becomes(Status.RED)
        };
        TestTopics.send(changes);
        told(3);

        // When
        TestTopics.send(changes);
        TestTopics.send(changes[0]);
        TestTopics.send(story.becomes(Status.GREEN));

        // Then
        List<AlertChangedV1> told = told(4);
        assertThat(told)
                .extracting(AlertChangedV1::change)
                .containsExactly(
                        AlertChange.OPENED,
                        AlertChange.RESOLVED,
                        AlertChange.OPENED,
                        AlertChange.RESOLVED);
        assertThat(alerts()).isEqualTo(2);
    }

    @Test
    void shouldNumberAnAccountsMessagesWithoutGaps() {
        // When
        TestTopics.send(
                story.becomes(Status.RED),
                story.raises("sponsor-left"),
                story.becomes(Status.YELLOW),
                story.clears("sponsor-left"));

        // Then
        assertThat(told(4))
                .extracting(AlertChangedV1::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 4).boxed().toList());
    }

    @Test
    void shouldReactOnceWhenSeveralReadTheSameRecord() {
        // Given
        HealthChange change = story.becomes(Status.RED);

        // When
        allAtOnce(8, () -> reaction.react(List.of(change)));

        // Then
        assertThat(told(1)).extracting(AlertChangedV1::change).containsExactly(AlertChange.OPENED);
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    void shouldReactOnceWhenSeveralReadTheSameChangesOfManyAccounts() {
        // Given
        List<HealthStory> stories =
                Stream.generate(() -> new HealthStory("enterprise")).limit(5).toList();
        var changes = new ArrayList<Message>();
        stories.forEach(it -> changes.add(it.becomes(Status.RED)));
        stories.forEach(it -> changes.add(it.raises("sponsor-left")));
        stories.forEach(it -> changes.add(it.becomes(Status.YELLOW)));
        stories.forEach(it -> changes.add(it.becomes(Status.RED)));

        // When
        allAtOnce(4, () -> reaction.react(changes));

        // Then
        for (HealthStory each : stories) {
            List<AlertChangedV1> told = told(each, 4);
            assertThat(told)
                    .extracting(AlertChangedV1::change)
                    .containsExactly(
                            AlertChange.OPENED,
                            AlertChange.OPENED,
                            AlertChange.RESOLVED,
                            AlertChange.OPENED);
            assertThat(told).extracting(AlertChangedV1::sequence).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void shouldParkOnlyTheOneThatIsToBlameAmongMany() {
        // Given
        var strange =
                new HealthStory("strange-" + UUID.randomUUID(), "enterprise", "da\0na", "emea");

        // When
        TestTopics.send(
                story.becomes(Status.RED),
                strange.becomes(Status.RED),
                story.becomes(Status.YELLOW));

        // Then
        told(2);
        await().atMost(WAIT_MAX).untilAsserted(() -> assertThat(parked(strange)).isEqualTo(1));
        assertThat(parked(story)).isZero();
    }

    @Test
    void shouldTellOnceThatTimeRanOutWhenSeveralLook() {
        // Given
        TestTopics.send(story.raises("hasty"));
        told(1);

        // When
        allAtOnce(4, clocks::look);

        // Then
        List<AlertChangedV1> told = told(2);
        assertThat(told)
                .extracting(AlertChangedV1::change)
                .containsExactly(AlertChange.OPENED, AlertChange.OVERDUE);
        allAtOnce(4, clocks::look);
        TestTopics.send(story.clears("hasty"));
        assertThat(told(3).getLast().change()).isEqualTo(AlertChange.RESOLVED);
    }

    /** A11: days 8 and 15, once each, until it is resolved. */
    @Test
    void shouldGoUpTheLadderOnceAStepWhenSeveralLook() {
        // Given
        TestTopics.send(story.becomes(Status.RED));
        told(1);
        allAtOnce(4, clocks::look);

        // When a week passes, and another one
        for (int week = 2; week <= 3; week++) {
            aWeekPasses();
            allAtOnce(4, clocks::look);
            told(week);
        }
        aWeekPasses();
        allAtOnce(4, clocks::look);
        TestTopics.send(story.becomes(Status.GREEN));

        // Then
        List<AlertChangedV1> told = told(4);
        assertThat(told)
                .extracting(
                        AlertChangedV1::change,
                        it -> it.alert().escalationStep(),
                        it -> it.alert().involved())
                .containsExactly(
                        tuple(AlertChange.OPENED, 1, null),
                        tuple(AlertChange.ESCALATED, 2, List.of("cs-manager")),
                        tuple(
                                AlertChange.ESCALATED,
                                3,
                                List.of("cs-manager", "vp-cs", "executive-sponsor")),
                        tuple(
                                AlertChange.RESOLVED,
                                3,
                                List.of("cs-manager", "vp-cs", "executive-sponsor")));
        assertThat(
                        Database.number(
                                "select count(*) from alerts where account_id = ? and escalates_at"
                                        + " is not null",
                                story.accountId().value()))
                .as("what is resolved goes nowhere")
                .isZero();
    }

    @Test
    void shouldClearAnAlertWhoseRuleLeftThePolicies() {
        // Given
        TestTopics.send(story.becomes(Status.RED));
        told(1);
        rules.without(TestRules.RED);

        // When
        TestTopics.send(story.raises("sponsor-left"), story.becomes(Status.YELLOW));

        // Then
        List<AlertChangedV1> told = told(3);
        assertThat(told.getLast().change()).isEqualTo(AlertChange.RESOLVED);
        assertThat(told.getLast().alert().rule().id()).isEqualTo(TestRules.RED);
    }

    @Test
    void shouldParkWhatCannotBeReadAndGoOn() {
        // When
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.HEALTH_CHANGES.topicName(),
                        story.accountId().value(),
                        "{".getBytes(StandardCharsets.UTF_8)));
        TestTopics.send(story.becomes(Status.RED));

        // Then
        told(1);
        assertThat(parked(story)).isEqualTo(1);
    }

    @Test
    void shouldForgetAnAccountThatIsErased() {
        // Given
        UUID erasure = UUID.randomUUID();
        StatusChangedV1 red = story.becomes(Status.RED);
        AccountUpdatedV1 before = story.updated();
        TestTopics.send(red, before);
        told(1);
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.HEALTH_CHANGES.topicName(),
                        story.accountId().value(),
                        "{".getBytes(StandardCharsets.UTF_8)));
        await().atMost(WAIT_MAX).until(() -> parked(story) == 1);
        assertThat(remains()).contains("alerts.account_id", "parked_records.key");
        AccountErasedV1 erased = story.erased(erasure);

        // When: it is told, and afterwards what had been told before
        TestTopics.send(erased);
        await().atMost(WAIT_MAX).until(() -> remains().isEmpty());
        run(() -> follow.follow(List.of(before)));
        run(() -> reaction.react(List.of(red, erased)));

        // Then
        assertThat(remains()).isEmpty();
        assertThat(
                        TestTokens.asAdmin()
                                .get("/v1/erasures/" + erasure)
                                .jsonPath()
                                .getString("erasedAt"))
                .isEqualTo("" + erased.changedAt());
        assertThat(TestTokens.asAdmin().get("/v1/erasures/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldBeginAnewWithAnAccountThatComesBack() {
        // Given
        StatusChangedV1 red = story.becomes(Status.RED);
        AccountErasedV1 erased = story.erased(UUID.randomUUID());
        TestTopics.send(red, erased, red, erased);

        // When
        TestTopics.send(story.becomes(Status.RED));

        // Then
        List<AlertChangedV1> told = told(2);
        assertThat(told)
                .extracting(AlertChangedV1::change)
                .containsExactly(AlertChange.OPENED, AlertChange.OPENED);
        assertThat(told).extracting(AlertChangedV1::sequence).containsExactly(1L, 2L);
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    void shouldNotWriteAnAccountBackThatIsErasedWhileItsUpdateWaits() {
        AccountUpdatedV1 update = story.updated();

        whileErased(() -> follow.follow(List.of(update)));

        assertThat(remains()).isEmpty();
    }

    @Test
    void shouldLeaveNothingOfAnAnswerThatWaitsWhileTheAccountIsErased() {
        TestTopics.send(story.becomes(Status.RED));
        UUID alert = told(1).getFirst().alert().alertId();

        whileErased(
                () -> answers.acknowledge(alert, new Caller("erin", new Scope.All()), null, null));

        assertThat(remains()).isEmpty();
    }

    private void aWeekPasses() {
        try (var database = Database.open();
                var statement =
                        database.prepareStatement(
                                "update alerts set opened_at = opened_at - interval '7 days',"
                                        + " escalates_at = escalates_at - interval '7 days'"
                                        + " where account_id = ?")) {
            statement.setString(1, story.accountId().value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void whileErased(Supplier<Uni<?>> work) {
        AccountErasedV1 erased = story.erased(UUID.randomUUID());
        Remains.whileErased(
                AlertingInfra.SERVICE,
                story.accountId().value(),
                () -> run(() -> reaction.react(List.of(erased))),
                () -> run(work));
    }

    private List<String> remains() {
        return Remains.of(AlertingInfra.SERVICE, story.accountId().value());
    }

    private List<AlertChangedV1> told(int count) {
        return told(story, count);
    }

    private static List<AlertChangedV1> told(HealthStory story, int count) {
        return await().atMost(WAIT_MAX)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Log.alerts(story.accountId()), it -> it.size() >= count);
    }

    private static long parked(HealthStory story) {
        return Database.number(
                "select count(*) from parked_records where key = ?", story.accountId().value());
    }

    private long alerts() {
        return Database.number(
                "select count(*) from alerts where account_id = ?", story.accountId().value());
    }

    private static void allAtOnce(int count, Supplier<Uni<?>> work) {
        CompletableFuture.allOf(
                        IntStream.range(0, count)
                                .mapToObj(_ -> CompletableFuture.runAsync(() -> run(work)))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void run(Supplier<Uni<?>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> work.get().replaceWithVoid());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
