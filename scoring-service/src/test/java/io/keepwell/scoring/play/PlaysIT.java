package io.keepwell.scoring.play;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.keepwell.engine.facts.Days;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.message.Message;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.adapter.postgres.PlayStore;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.play.WorkTold;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From what playbook tells to what plays did (requirement H13). */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PlaysIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Told apart from whatever else is in the tables. */
    private final String test = UUID.randomUUID().toString().substring(0, 8);

    private final String play = "play-" + test;
    private final String segment = "segment-" + test;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final int today = Days.of(now);

    @Inject Pool pool;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject Vertx vertx;

    @Test
    void shouldTellWhatAPlayDidBesideAccountsWithoutIt() {
        // Given: 16 red accounts rise by 10, 16 by 4; ten others rise by 2
        for (int i = 0; i < 32; i++) {
            String account = "with-" + i;
            period(account, 100, 70, "red", 40);
            period(account, 70, null, i < 16 ? "yellow" : "red", i < 16 ? 50 : 44);
            revenue(account, 100, 50, 1_000);
            revenue(account, 50, null, i < 8 ? 0 : 1_500);
            // Of different days, of which all are in the first period.
            tell(account, 71 + i % 20);
        }
        for (int i = 0; i < 10; i++) {
            period("without-" + i, 100, 70, "red", 30);
            period("without-" + i, 70, null, "red", 32);
        }
        // Who is in another segment, another status, or has the play besides is no other
        period("green", 100, null, "green", 90);
        other("elsewhere", "another-" + test);
        awaitRuns(32);

        // When
        JsonPath told = json(mine().queryParam("window", 60).get("/v1/portfolio/plays"));

        // Then
        assertThat(told.getList("items")).hasSize(1);
        assertThat(told.getString("items[0].play")).isEqualTo(play);
        assertThat(told.getInt("items[0].plays")).isEqualTo(32);
        assertThat(told.getInt("items[0].pending")).isZero();
        assertThat(told.getInt("items[0].outcomes.running")).isEqualTo(32);
        assertThat(number(told, "items[0].health.before.mean")).isEqualByComparingTo("40");
        assertThat(number(told, "items[0].health.after.mean")).isEqualByComparingTo("47");
        assertThat(number(told, "items[0].health.after.median")).isEqualByComparingTo("47");
        assertThat(told.getInt("items[0].health.recovered")).isEqualTo(16);
        assertThat(number(told, "items[0].health.recoveredShare")).isEqualByComparingTo("50");
        // 1 to 16 days, of the first sixteen
        assertThat(number(told, "items[0].health.daysToRecovery.mean")).isEqualByComparingTo("8.5");
        assertThat(number(told, "items[0].revenue.before")).isEqualByComparingTo("32000");
        assertThat(number(told, "items[0].revenue.kept")).isEqualByComparingTo("24000");
        assertThat(number(told, "items[0].revenue.lost")).isEqualByComparingTo("8000");
        assertThat(number(told, "items[0].revenue.grown")).isEqualByComparingTo("12000");
        assertThat(told.getInt("items[0].comparison.plays")).isEqualTo(32);
        assertThat(number(told, "items[0].comparison.othersChange")).isEqualByComparingTo("2");
        assertThat(number(told, "items[0].comparison.difference")).isEqualByComparingTo("5");
        // The deviation of the others is 0: as PlayComparisonTest computes it by hand
        assertThat(number(told, "items[0].comparison.low")).isEqualByComparingTo("3.9011");
        assertThat(number(told, "items[0].comparison.high")).isEqualByComparingTo("6.0989");
        assertThat(told.getString("items[0].comparison.sentence")).contains("not a proof");
    }

    @Test
    void shouldTellRunsOfWhichItsFiguresCanBeComputedByHand() {
        // Given
        for (int i = 0; i < 7; i++) {
            period("with-" + i, 100, 60 - i, "red", 40 + i);
            period("with-" + i, 60 - i, null, "yellow", 50 + 3 * i);
            tell("with-" + i, 70 + i);
        }
        for (int i = 0; i < 6; i++) {
            period("without-" + i, 100, 60, "red", 30);
            period("without-" + i, 60, null, "red", 30 + i);
        }
        awaitRuns(7);

        // When
        var runs = new ArrayList<Map<String, Object>>();
        String cursor = "";
        do {
            JsonPath page =
                    json(
                            mine().queryParam("limit", 3)
                                    .queryParam("window", 30)
                                    .queryParam("cursor", cursor)
                                    .get("/v1/portfolio/plays/each"));
            runs.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        JsonPath told = json(mine().queryParam("window", 30).get("/v1/portfolio/plays"));

        // Then
        assertThat(runs.stream().map(it -> it.get("accountId")))
                .containsExactly(
                        id("with-0"),
                        id("with-1"),
                        id("with-2"),
                        id("with-3"),
                        id("with-4"),
                        id("with-5"),
                        id("with-6"));
        assertThat(number(told, "items[0].health.change.mean"))
                .isEqualByComparingTo(mean(runs, "change"));
        assertThat(number(told, "items[0].health.daysToRecovery.mean"))
                .isEqualByComparingTo(mean(runs, "recoveredAfterDays"));
        assertThat(number(told, "items[0].comparison.othersChange"))
                .isEqualByComparingTo(
                        mean(runs.stream().<Map<?, ?>>map(PlaysIT::others).toList(), "change"));
        // 0 to 5 are 2.5 in the mean, and 17.5 by 5 is the square of 1.8708
        assertThat(String.valueOf(others(runs.getFirst()).get("accounts"))).isEqualTo("6");
        assertThat(String.valueOf(others(runs.getFirst()).get("deviation"))).isEqualTo("1.8708");
        assertThat(told.getString("items[0].comparison.sentence"))
                .startsWith("7 plays: too few to say");
    }

    @Test
    void shouldNotCompareWithWhoHasThePlayWithinTheWindow() {
        // Given: ten others, of which five get the play on the window's last day, or had it until
        // the first
        for (int i = 0; i < 10; i++) {
            period("without-" + i, 200, null, "red", 30);
        }
        period("with", 200, null, "red", 40);
        tell("with", 80);
        for (int i = 0; i < 3; i++) {
            tell("without-" + i, 50);
        }
        for (int i = 3; i < 5; i++) {
            tell("without-" + i, 100);
            TestTopics.send(playOf("without-" + i, 2, PlayChange.EXITED, 100, 80));
        }
        // These do not count: ended on the day before, begun on the day after, and not begun
        tell("without-5", 100);
        TestTopics.send(playOf("without-5", 2, PlayChange.EXITED, 100, 81));
        tell("without-6", 49);
        TestTopics.send(playOf("without-7", 1, PlayChange.SKIPPED, 60, null));
        awaitRuns(8);
        await().atMost(SOON).until(() -> count("state = 'exited'") == 3);

        JsonPath told =
                json(
                        mine().queryParam("window", 30)
                                .queryParam("from", day(80))
                                .queryParam("to", day(80))
                                .get("/v1/portfolio/plays/each"));

        assertThat(told.getInt("items[0].others.accounts")).isEqualTo(5);
        assertThat(told.getBoolean("items[0].compared")).isTrue();
        assertThat(json(mine().get("/v1/portfolio/plays")).getInt("items[0].skipped")).isOne();
    }

    @Test
    void shouldCountRecoveryOnlyWhereItLasts() {
        // Given: better for some days and red again; better, then worse, then better for good
        period("relapses", 100, 75, "red", 40);
        period("relapses", 75, 60, "green", 90);
        period("relapses", 60, null, "red", 41);
        period("lasts", 100, 75, "red", 40);
        period("lasts", 75, 70, "yellow", 60);
        period("lasts", 70, 62, "red", 40);
        period("lasts", 62, null, "green", 90);
        tell("relapses", 80);
        tell("lasts", 80);
        awaitRuns(2);

        JsonPath told = json(mine().queryParam("window", 30).get("/v1/portfolio/plays"));

        assertThat(told.getInt("items[0].health.recoverable")).isEqualTo(2);
        assertThat(told.getInt("items[0].health.recovered")).isOne();
        assertThat(number(told, "items[0].health.daysToRecovery.mean")).isEqualByComparingTo("18");
    }

    @Test
    void shouldCountARunAndItsTasksOnceHoweverOftenAndLateTheyAreTold() {
        // Given
        period("a", 100, null, "red", 40);
        Message[] told = {
            playOf("a", 1, PlayChange.STARTED, 80, null),
            task("a", 1, 2, TaskChange.OPENED),
            task("a", 2, 3, TaskChange.OPENED),
            task("a", 1, 4, TaskChange.OVERDUE),
            task("a", 1, 5, TaskChange.COMPLETED),
            task("a", 2, 6, TaskChange.COMPLETED),
            playOf("a", 7, PlayChange.COMPLETED, 80, 60)
        };

        // When: all of it again, and at last what was told first
        TestTopics.send(told);
        await().atMost(SOON).until(() -> count("state = 'completed'") == 1);
        TestTopics.send(told);
        passedBy("a", 1);
        TestTopics.send(told[0], told[1]);
        passedBy("a", 2);

        // Then
        JsonPath plays = json(mine().queryParam("window", 30).get("/v1/portfolio/plays"));
        assertThat(plays.getInt("items[0].plays")).isOne();
        assertThat(plays.getMap("items[0].outcomes"))
                .containsEntry("completed", 1)
                .containsEntry("running", 0)
                .containsEntry("closed", 0)
                .containsEntry("inTime", 0)
                .containsEntry("tasks", 2)
                .containsEntry("tasksDone", 2)
                .containsEntry("tasksLate", 1);
    }

    /** Requirement A14: such a play is never completed by its last task. */
    @Test
    void shouldTellWhatCameOfRunsThatAPersonClosed() {
        // Given: one saved with all done in time, one lost with a task left
        period("saves", 100, null, "red", 40);
        period("loses", 100, null, "red", 40);
        TestTopics.send(
                playOf("saves", 1, PlayChange.STARTED, 80, null),
                task("saves", 1, 2, TaskChange.OPENED),
                task("saves", 2, 3, TaskChange.OPENED),
                task("saves", 1, 4, TaskChange.COMPLETED),
                task("saves", 2, 5, TaskChange.COMPLETED),
                closed("saves", 6, 80, "saved"),
                playOf("loses", 1, PlayChange.STARTED, 81, null),
                task("loses", 1, 2, TaskChange.OPENED),
                task("loses", 2, 3, TaskChange.OPENED),
                task("loses", 1, 4, TaskChange.COMPLETED),
                closed("loses", 5, 81, "lost"));
        await().atMost(SOON).until(() -> count("state = 'closed'") == 2);

        // When
        JsonPath plays = json(mine().queryParam("window", 30).get("/v1/portfolio/plays"));
        JsonPath runs = json(mine().queryParam("window", 30).get("/v1/portfolio/plays/each"));

        // Then
        assertThat(plays.getMap("items[0].outcomes"))
                .containsEntry("completed", 0)
                .containsEntry("closed", 2)
                .containsEntry("closedAs", Map.of("lost", 1, "saved", 1))
                .containsEntry("exited", 0)
                .containsEntry("running", 0)
                .containsEntry("inTime", 1)
                .containsEntry("tasksDone", 3);
        assertThat(runs.getList("items.accountId")).containsExactly(id("saves"), id("loses"));
        assertThat(runs.getList("items.outcome")).containsExactly("closed", "closed");
        assertThat(runs.getList("items.closedAs")).containsExactly("saved", "lost");
    }

    @Test
    void shouldKeepWhatNobodyCanReadAndGoOn() {
        period("a", 100, null, "red", 40);
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.TASKS.topicName(),
                        id("a"),
                        "no play".getBytes(StandardCharsets.UTF_8)));
        tell("a", 80);

        awaitRuns(1);

        assertThat(
                        number(
                                "select count(*) from quarantine where record_key = $1 and topic ="
                                        + " 'keepwell.tasks'",
                                id("a")))
                .isOne();
    }

    @Test
    void shouldCountWhatItReadsAndWhatWaits() {
        // Given
        double indexed = meter("keepwell_plays_records_total{outcome=\"indexed\"}");
        double quarantined = meter("keepwell_plays_records_total{outcome=\"quarantined\"}");
        double passedOver = meter("keepwell_plays_records_total{outcome=\"passed-over\"}");

        // When
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.TASKS.topicName(),
                        id("a"),
                        "no play".getBytes(StandardCharsets.UTF_8)));
        TestTopics.send(
                playOf("a", 1, PlayChange.STARTED, 80, null),
                task("a", 1, 2, TaskChange.OPENED),
                task("a", 1, 3, TaskChange.COMPLETED));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(meter("keepwell_plays_records_total{outcome=\"indexed\"}"))
                            .isEqualTo(indexed + 3);
                    assertThat(meter("keepwell_plays_records_total{outcome=\"quarantined\"}"))
                            .isEqualTo(quarantined + 1);
                    assertThat(meter("keepwell_plays_waiting")).isZero();
                });
        assertThat(meter("keepwell_plays_records_total{outcome=\"passed-over\"}"))
                .isEqualTo(passedOver);
    }

    private static double meter(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(it -> it.startsWith(name + " "))
                .mapToDouble(it -> Double.parseDouble(it.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellManagersOfTheirOwnAccountsAlone() {
        period("mine", 100, null, "red", 40);
        period("theirs", 100, null, "red", 40);
        period("other", 100, null, "red", 40);
        account("mine", "csm-" + test);
        account("theirs", "somebody-else");
        account("other", "somebody-else");
        // Nothing is known of it on the day on which its play began
        account("new", "csm-" + test);
        tell("new", 85);
        tell("mine", 80);
        tell("theirs", 80);
        awaitRuns(3);

        RequestSpecification asked =
                TestTokens.as(TokenRole.CSM, "csm-" + test)
                        .queryParam("play", play)
                        .queryParam("window", 30);
        JsonPath told = json(asked.get("/v1/portfolio/plays/each"));

        assertThat(told.getList("items.accountId")).containsExactly(id("mine"), id("new"));
        // Another is red on that day, too, but not for this caller
        assertThat(told.<Object>get("items[0].others")).isNull();
        assertThat(
                        json(mine().queryParam("window", 30).get("/v1/portfolio/plays/each"))
                                .getInt("items[0].others.accounts"))
                .isOne();
    }

    @Test
    void shouldRefuseWhatCannotBeTold() {
        for (String path : List.of("/v1/portfolio/plays", "/v1/portfolio/plays/each")) {
            assertThat(mine().queryParam("window", 45).get(path).asString())
                    .contains("must be one of 30, 60, 90");
            assertThat(mine().queryParam("from", "yesterday").get(path).asString())
                    .contains("must be a day such as 2026-11-03");
            assertThat(mine().queryParam("from", "2020-01-01").get(path).asString())
                    .contains("must be at most 800 days before 'to'");
            assertThat(mine().queryParam("to", day(-2)).get(path).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void shouldFenceAFormerOwnerAndGoOnWhereItEnded() {
        period("a", 100, null, "red", 40);
        PlayChangedV1 started = playOf("a", 1, PlayChange.STARTED, 80, null);
        PlayChangedV1 exited = playOf("a", 2, PlayChange.EXITED, 80, 70);
        try (var stores = new OwnStores()) {
            PlayStore former = stores.open();
            assertThat(former.take(stores.extent(0))).isZero();
            former.apply(new WorkTold(List.of(started), List.of()), List.of(), stores.next(1), now);
            PlayStore next = stores.open();
            assertThat(next.take(stores.extent(0))).isOne();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            former.apply(
                                    new WorkTold(List.of(exited), List.of()),
                                    List.of(),
                                    stores.next(2),
                                    now))
                    .withMessageStartingWith("fenced");
            assertThat(count("state = 'running'")).isOne();
            next.apply(new WorkTold(List.of(exited), List.of()), List.of(), stores.next(2), now);
            assertThat(count("state = 'exited'")).isOne();

            // What the topic has forgotten is missed, and a topic made anew is read
            assertThat(stores.open().take(stores.extent(5))).isEqualTo(5);
            stores.topicId = UUID.randomUUID();
            PlayStore again = stores.open();
            assertThat(again.take(stores.extent(0))).isZero();
            again.apply(new WorkTold(List.of(started), List.of()), List.of(), stores.next(1), now);
            assertThat(count("state = 'exited'")).as("told by a later message").isOne();
        }
    }

    /** Stores on a partition of their own, which the service does not read. */
    private final class OwnStores implements AutoCloseable {

        private final int partition = 1_000 + new Random().nextInt(1_000_000);
        private final List<SqlConnection> opened = new ArrayList<>();
        private UUID topicId = UUID.randomUUID();

        PlayStore open() {
            SqlConnection connection =
                    Await.result(
                            OwnConnections.of(
                                            vertx,
                                            config,
                                            scoring.database(),
                                            scoring.databasePassword())
                                    .get(),
                            SOON);
            opened.add(connection);
            return new PlayStore(connection, topicId, SOON);
        }

        Takeover.Extent extent(long first) {
            return new Takeover.Extent(partition, first, 10);
        }

        Map<Integer, Long> next(long offset) {
            return Map.of(partition, offset);
        }

        @Override
        public void close() {
            opened.forEach(it -> Await.result(it.close(), SOON));
        }
    }

    private void tell(String account, int daysAgo) {
        TestTopics.send(playOf(account, 1, PlayChange.STARTED, daysAgo, null));
    }

    private PlayChangedV1 playOf(
            String account,
            long sequence,
            PlayChange change,
            int daysAgo,
            @Nullable Integer ended) {
        return playOf(account, sequence, change, daysAgo, ended, null);
    }

    /** Begun 80 days ago, and closed 60 days ago. */
    private PlayChangedV1 closed(String account, long sequence, int daysAgo, String outcome) {
        return playOf(account, sequence, PlayChange.CLOSED, daysAgo, 60, outcome);
    }

    private PlayChangedV1 playOf(
            String account,
            long sequence,
            PlayChange change,
            int daysAgo,
            @Nullable Integer ended,
            @Nullable String outcome) {
        Instant triggered = now.minus(Duration.ofDays(daysAgo));
        Instant endedAt = ended == null ? null : now.minus(Duration.ofDays(ended));
        return new PlayChangedV1(
                UUID.randomUUID(),
                new AccountId(id(account)),
                sequence,
                change,
                endedAt == null ? triggered : endedAt,
                null,
                new Play(
                        named(account + "/play"),
                        new PolicyRef(play, "v1"),
                        SignalCategory.RISK,
                        switch (change) {
                            case STARTED, TICKED -> PlayState.RUNNING;
                            case COMPLETED -> PlayState.COMPLETED;
                            case EXITED -> PlayState.EXITED;
                            case CLOSED -> PlayState.CLOSED;
                            case SKIPPED -> PlayState.SKIPPED;
                        },
                        AccountSnapshot.UNKNOWN,
                        triggered,
                        named(account + "/change"),
                        2,
                        endedAt,
                        change == PlayChange.SKIPPED ? "one is going on" : null,
                        null,
                        null,
                        outcome,
                        outcome == null ? null : "dana"));
    }

    private TaskChangedV1 task(String account, int number, long sequence, TaskChange change) {
        boolean completed = change == TaskChange.COMPLETED;
        Instant at = now.minus(Duration.ofDays(70));
        return new TaskChangedV1(
                UUID.randomUUID(),
                new AccountId(id(account)),
                sequence,
                change,
                at,
                null,
                new Task(
                        named(account + "/task-" + number),
                        named(account + "/play"),
                        "step",
                        completed ? TaskState.COMPLETED : TaskState.OPEN,
                        AccountSnapshot.UNKNOWN,
                        "Call them",
                        null,
                        null,
                        "csm",
                        LocalDate.ofEpochDay(today - 75L),
                        now.minus(Duration.ofDays(80)),
                        completed ? at : null,
                        null,
                        completed ? "called" : null,
                        null,
                        null,
                        null));
    }

    /** Waits until all that was told of an account is read: a run that is told last is there. */
    private void passedBy(String account, int time) {
        PlayChangedV1 last = playOf(account, 100, PlayChange.STARTED, 1, null);
        TestTopics.send(
                new PlayChangedV1(
                        last.id(),
                        last.accountId(),
                        last.sequence(),
                        last.change(),
                        last.changedAt(),
                        null,
                        new Play(
                                named(account + "/last-" + time),
                                new PolicyRef("last-" + test, "v1"),
                                SignalCategory.RISK,
                                PlayState.RUNNING,
                                AccountSnapshot.UNKNOWN,
                                last.play().triggeredAt(),
                                last.play().healthChangeId(),
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)));
        await().atMost(SOON)
                .until(() ->
                        number("select count(*) from play_run where play = $1", "last-" + test)
                                == time);
    }

    private void awaitRuns(int runs) {
        await().atMost(SOON)
                .until(() ->
                        number(
                                        "select count(*) from play_run where play = $1 and state <>"
                                                + " 'skipped'",
                                        play)
                                == runs);
    }

    private long count(String condition) {
        return number("select count(*) from play_run where play = $1 and " + condition, play);
    }

    private void period(
            String account,
            int fromDaysAgo,
            @Nullable Integer toDaysAgo,
            String status,
            int score) {
        period(account, fromDaysAgo, toDaysAgo, status, score, segment);
    }

    private void other(String account, String elsewhere) {
        period(account, 100, null, "red", 90, elsewhere);
    }

    private void period(
            String account,
            int fromDaysAgo,
            @Nullable Integer toDaysAgo,
            String status,
            int score,
            String in) {
        run(
                """
                insert into account_period (account_id, from_day, to_day, customer, status, score,
                                            shown, segment)
                values ($1, $2, $3, true, $4, $5, $6, $7)
                """,
                Tuple.tuple()
                        .addString(id(account))
                        .addInteger(today - fromDaysAgo)
                        .addInteger(toDaysAgo == null ? null : today - toDaysAgo)
                        .addString(status)
                        .addBigDecimal(BigDecimal.valueOf(score))
                        .addInteger(score)
                        .addString(in));
    }

    private void revenue(String account, int fromDaysAgo, @Nullable Integer toDaysAgo, int amount) {
        run(
                """
                insert into revenue_period (account_id, from_day, to_day, arr, gone)
                values ($1, $2, $3, $4, false)
                """,
                Tuple.tuple()
                        .addString(id(account))
                        .addInteger(today - fromDaysAgo)
                        .addInteger(toDaysAgo == null ? null : today - toDaysAgo)
                        .addBigDecimal(BigDecimal.valueOf(amount)));
    }

    /** As the fold writes it, in a partition that nobody has. */
    private void account(String account, String csm) {
        run(
                """
                insert into account (account_id, part, sequence, csm, status, coverage,
                                     scorecard_id, scorecard_version, signals, as_of, updated_at,
                                     unpublished)
                values ($1, 9999, 1, $2, 'red', 1, 'card', 'v1', '{}', now(), now(), false)
                """,
                Tuple.of(id(account), csm));
    }

    private void run(String sql, Tuple values) {
        var _ = pool.preparedQuery(sql).execute(values).await().atMost(SOON);
    }

    private long number(String sql, String value) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(value))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }

    private RequestSpecification mine() {
        return asAdmin().queryParam("play", play);
    }

    private String day(int daysAgo) {
        return LocalDate.ofEpochDay(today - (long) daysAgo).toString();
    }

    private String id(String account) {
        return account + "-" + test;
    }

    private UUID named(String what) {
        return UUID.nameUUIDFromBytes((what + test).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonPath json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath(
                JsonPathConfig.jsonPathConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static BigDecimal number(JsonPath json, String path) {
        return new BigDecimal(String.valueOf(json.<Object>get(path)));
    }

    private static Map<?, ?> others(Map<String, Object> run) {
        return (Map<?, ?>) run.get("others");
    }

    private static BigDecimal mean(List<? extends Map<?, ?>> rows, String field) {
        return rows.stream()
                .map(it -> new BigDecimal(String.valueOf(it.get(field))))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(rows.size()), 4, RoundingMode.HALF_UP);
    }
}
