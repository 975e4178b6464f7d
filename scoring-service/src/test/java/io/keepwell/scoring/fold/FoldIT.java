package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.runtime.testing.TestDeployment;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class FoldIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** History whose parts are not the difference of its scores. */
    private static final String WITH_PARTS_AMISS =
            "select id from health_history h where account_id = $1 and coalesce(score, 0) <>"
                    + " coalesce(previous_score, 0) + coalesce((select sum((p.it ->>"
                    + " 'points')::numeric) from jsonb_array_elements(h.parts) as p (it)), 0)";

    @Inject Pool pool;

    @Test
    void shouldTellReadersOfAnAccountsFirstScoreAndItsFall() {
        // Given
        AccountId account = account();
        try (var log = new Log()) {
            log.send(thriving(account));
            log.flush();
            await().atMost(SOON).until(() -> status(account).equals("green"));

            // When
            log.send(unhappy(account));
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> status(account).equals("red"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(statuses(account))
                                .last()
                                .extracting(StatusChangedV1::to, StatusChangedV1::action)
                                .containsExactly(Status.RED, "save"));
        List<HealthChange> changes = changes(account);
        assertThat(changes)
                .extracting(HealthChange::sequence)
                .containsExactlyElementsOf(numbersTo(changes.size()));
        assertThat(chain(statuses(account))).isTrue();
        assertThat(changes)
                .filteredOn(ScoreChangedV1.class::isInstance)
                .isNotEmpty()
                .allSatisfy(change -> partsAddUp((ScoreChangedV1) change));
        assertThat(changes)
                .filteredOn(SignalRaisedV1.class::isInstance)
                .extracting(change -> ((SignalRaisedV1) change).signal().id())
                .contains("escalations-rising", "score-drop");
        assertThat(rows(WITH_PARTS_AMISS, account.value())).isEmpty();
    }

    @Test
    void shouldPublishTheLatestStateOfAnAccount() {
        AccountId account = account();
        try (var log = new Log()) {
            log.send(thriving(account));
            log.flush();
        }

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(TestTopics.messages(Topic.ACCOUNTS, account))
                                .last()
                                .isInstanceOfSatisfying(
                                        AccountUpdatedV1.class,
                                        updated -> {
                                            assertThat(updated.account().name()).isEqualTo("Acme");
                                            assertThat(updated.account().segment())
                                                    .isEqualTo("enterprise");
                                            assertThat(updated.health().status())
                                                    .isEqualTo(Status.GREEN);
                                        }));
    }

    /** H10: by the shipped signs, two escalations are a risk of 45, a competitor adds 15. */
    @Test
    void shouldListAndPublishTheRiskThoughTheScoreMayStay() {
        AccountId account = account();
        try (var log = new Log()) {
            log.send(thriving(account));
            log.send(
                    List.of(
                            Log.event(account, "support.ticket-escalated", Map.of()),
                            Log.event(account, "support.ticket-escalated", Map.of())));
            log.flush();
            await().atMost(SOON).until(() -> 45 == risk(account));

            // When
            log.send(List.of(Log.event(account, "relationship.competitor-mentioned", Map.of())));
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> 60 == risk(account));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(TestTopics.messages(Topic.ACCOUNTS, account))
                                .last()
                                .isInstanceOfSatisfying(
                                        AccountUpdatedV1.class,
                                        it -> assertThat(it.health().risk()).isEqualTo(60)));
    }

    private static int risk(AccountId account) {
        Integer risk =
                TestTokens.asAdmin()
                        .queryParam("q", account.value())
                        .queryParam("sort", "-risk")
                        .get("/v1/accounts")
                        .jsonPath()
                        .get("items[0].risk");
        return risk == null ? -1 : risk;
    }

    @Test
    void shouldCountAnEventThatIsSentAgainOnlyOnce() {
        AccountId account = account();
        List<CustomerEventV1> events = thriving(account);
        try (var log = new Log()) {
            log.send(events);
            log.send(events);
            log.flush();
            await().atMost(SOON).until(() -> count(account, "accepted") == events.size() * 2L);
            log.send(events);
            log.flush();
        }

        await().atMost(SOON).until(() -> count(account, "accepted") == events.size() * 3L);
        assertThat(count(account, "folded")).isEqualTo(events.size());
        assertThat(count(account, "duplicate")).isEqualTo(events.size() * 2L);
    }

    @Test
    void shouldKeepWhatCannotBeReadOrIsInTheFutureAndGoOn() {
        // Given
        AccountId account = account();
        try (var log = new Log()) {
            log.send(
                    new ProducerRecord<>(
                            Topic.CUSTOMER_EVENTS.topicName(),
                            account.value(),
                            "no event".getBytes(StandardCharsets.UTF_8)));
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "usage.session-started",
                                    Instant.now().plus(Duration.ofMinutes(6)),
                                    Map.of()),
                            Log.event(account, "usage.session-started", Map.of("actor", "ann"))));
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> count(account, "folded") == 1);
        assertThat(count(account, "quarantined")).isEqualTo(1);
        assertThat(
                        rows(
                                "select reason from quarantine where record_key = $1 order by"
                                        + " record_offset",
                                account.value()))
                .extracting(row -> row.getString(0))
                .containsExactly("unreadable", "in-the-future");
    }

    @Test
    void shouldSendAQuarantinedRecordToTheLogAgainOnce() {
        // Given
        AccountId account = account();
        try (var log = new Log()) {
            log.send(
                    new ProducerRecord<>(
                            Topic.CUSTOMER_EVENTS.topicName(),
                            account.value(),
                            "no event".getBytes(StandardCharsets.UTF_8)));
            log.flush();
        }
        String ofAccount = "select id from quarantine where record_key = $1 order by record_offset";
        await().atMost(SOON).until(() -> rows(ofAccount, account.value()).size() == 1);
        UUID id = rows(ofAccount, account.value()).getFirst().getUUID(0);

        // When
        int first =
                TestTokens.asAdmin().post("/v1/quarantine/%s/replay".formatted(id)).statusCode();
        int second =
                TestTokens.asAdmin().post("/v1/quarantine/%s/replay".formatted(id)).statusCode();
        int unknown =
                TestTokens.asAdmin()
                        .post("/v1/quarantine/%s/replay".formatted(UUID.randomUUID()))
                        .statusCode();

        // Then: it is no event still
        assertThat(List.of(first, second, unknown)).containsExactly(202, 409, 404);
        assertThat(
                        rows(
                                "select replayed_by from quarantine where record_key = $1",
                                account.value()))
                .extracting(row -> row.getString(0))
                .contains(TestTokens.ADMIN);
        await().atMost(SOON).until(() -> rows(ofAccount, account.value()).size() == 2);
    }

    @Test
    void shouldCountWhatIsOlderThanTheHorizonAsTooLate() {
        AccountId account = account();
        try (var log = new Log()) {
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "usage.session-started",
                                    Instant.now().minus(Duration.ofDays(401)),
                                    Map.of("actor", "ann"))));
            log.flush();
        }

        await().atMost(SOON).until(() -> count(account, "too_late") == 1);
        assertThat(count(account, "accepted")).isEqualTo(1);
    }

    @Test
    void shouldTellThePastOfABackfillAndRaiseOnlyWhatIsTrueToday() {
        // Given: green half a year ago, red for a month, and nobody was told
        AccountId account = account();
        String run = "run-" + UUID.randomUUID();
        var source = new SourceName("test");
        var events = new ArrayList<CustomerEventV1>();
        thriving(account).forEach(it -> events.add(moved(it, Duration.ofDays(60), run)));
        unhappy(account).forEach(it -> events.add(moved(it, Duration.ofDays(20), run)));
        try (var log = new Log()) {
            for (int partition = 0; partition < TestDeployment.PARTITIONS; partition++) {
                log.sendTo(partition, new BackfillOpenedV1(run, partition, source, Instant.now()));
            }
            log.send(events);
            log.flush();
            await().atMost(SOON).until(() -> count(account, "folded") == events.size());
            assertThat(status(account)).as("no edges before the run is closed").isEmpty();

            // When
            for (int partition = 0; partition < TestDeployment.PARTITIONS; partition++) {
                log.sendTo(partition, new BackfillClosedV1(run, partition, source, Instant.now()));
            }
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> !status(account).isEmpty());
        await().atMost(SOON).until(() -> !statuses(account).isEmpty());
        assertThat(statuses(account)).hasSize(1);
        assertThat(statuses(account).getFirst().from()).isEqualTo(Status.UNKNOWN);
        assertThat(statuses(account).getFirst().cause().kind()).isEqualTo(CauseKind.RECONSTRUCTION);
        assertThat(
                        rows(
                                "select status from health_history where account_id = $1 and"
                                        + " reconstructed order by changed_at",
                                account.value()))
                .extracting(row -> row.getString(0))
                .contains("green")
                .last()
                .isEqualTo("red");
        assertThat(rows(WITH_PARTS_AMISS, account.value())).isEmpty();
    }

    @Test
    void shouldFoldWhatFollowsAClosingMarkThatIsRepeated() {
        // Given a run that is closed
        AccountId account = account();
        String run = "run-" + UUID.randomUUID();
        var source = new SourceName("test");
        List<CustomerEventV1> before = thriving(account);
        List<CustomerEventV1> after = unhappy(account);
        try (var log = new Log()) {
            log.send(before);
            int partition = log.flush().getFirst().partition();
            log.sendTo(partition, new BackfillOpenedV1(run, partition, source, Instant.now()));
            log.sendTo(partition, new BackfillClosedV1(run, partition, source, Instant.now()));
            log.flush();
            await().atMost(SOON).until(() -> isFinished(run));

            // When: these lie behind each other in one batch
            log.sendTo(partition, new BackfillClosedV1(run, partition, source, Instant.now()));
            log.send(after);
            log.sendTo(partition, new BackfillClosedV1("never", partition, source, Instant.now()));
            log.send(unrelated(account));
            log.flush();
        }

        // Then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(count(account, "folded"))
                                .isEqualTo(before.size() + after.size() + 1L));
    }

    @Test
    void shouldGoOnAfterATraitThatNoIndexCanHold() {
        // Given: three bytes a character, and nothing to compress
        AccountId account = account();
        var random = new Random(42);
        var name = new StringBuilder();
        for (int at = 0; at < AttributeValue.TEXT_LENGTH_MAX; at++) {
            name.append((char) (0x4E00 + random.nextInt(0x5000)));
        }

        // When
        try (var log = new Log()) {
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "account.updated",
                                    Map.of("csm", name, "team", name, "name", "Acme"))));
            log.send(thriving(account));
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> status(account).equals("green"));
    }

    @Test
    void shouldQuarantineAnEventThatFailsAndFoldTheOthers() {
        // Given: ingest would have refused the one in the middle, which cannot be counted
        AccountId account = account();
        CustomerEventV1 failing =
                Log.event(
                        account,
                        "usage.limit-reported",
                        Map.of("limit", "seats", "entitled", 0.001, "value", "1000000000000"));

        // When
        try (var log = new Log()) {
            log.send(unrelated(account));
            log.send(List.of(failing));
            log.send(unrelated(account));
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> count(account, "accepted") == 3);
        assertThat(count(account, "folded")).isEqualTo(2);
        assertThat(count(account, "quarantined")).isEqualTo(1);
        assertThat(rows("select reason from quarantine where event_id = $1", failing.id()))
                .extracting(row -> row.getString(0))
                .containsExactly("failed");
    }

    private boolean isFinished(String run) {
        return rows("select finished from backfill_run where run = $1", run).stream()
                .anyMatch(row -> row.getBoolean(0));
    }

    private static List<CustomerEventV1> unrelated(AccountId account) {
        return List.of(Log.event(account, "usage.session-started", Map.of("actor", "ann")));
    }

    private static void partsAddUp(ScoreChangedV1 change) {
        BigDecimal sum =
                change.parts().stream()
                        .map(part -> part.points())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal before = Optional.ofNullable(change.previousScore()).orElse(BigDecimal.ZERO);
        BigDecimal after = Optional.ofNullable(change.health().score()).orElse(BigDecimal.ZERO);
        assertThat(sum).isEqualByComparingTo(after.subtract(before));
    }

    private static boolean chain(List<StatusChangedV1> statuses) {
        Status before = Status.UNKNOWN;
        for (StatusChangedV1 status : statuses) {
            if (status.from() != before) {
                return false;
            }
            before = status.to();
        }
        return true;
    }

    private static List<Long> numbersTo(int count) {
        var numbers = new ArrayList<Long>();
        for (long number = 1; number <= count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static List<CustomerEventV1> thriving(AccountId account) {
        var events = new ArrayList<CustomerEventV1>();
        events.add(
                Log.event(
                        account,
                        "account.updated",
                        Map.of("name", "Acme", "arr", 240000, "seats", 10, "csm", "dana")));
        for (int day = 0; day < 30; day++) {
            for (int user = 0; user < 9; user++) {
                events.add(
                        Log.event(
                                account,
                                "usage.feature-used",
                                Instant.now().minus(Duration.ofDays(day)),
                                Map.of("actor", "user-" + user, "feature", "f" + (day % 10))));
            }
        }
        for (int post = 0; post < 5; post++) {
            events.add(Log.event(account, "engagement.community-posted", Map.of()));
        }
        events.add(Log.event(account, "engagement.nps-submitted", Map.of("value", 9)));
        events.add(Log.event(account, "engagement.meeting-scheduled", Map.of()));
        events.add(Log.event(account, "engagement.meeting-attended", Map.of("actor", "cto")));
        events.add(Log.event(account, "support.csat-submitted", Map.of("value", 5, "scaleMax", 5)));
        events.add(
                Log.event(account, "outcome.roi-reported", Map.of("value", 120, "promised", 100)));
        return together(events);
    }

    private static List<CustomerEventV1> unhappy(AccountId account) {
        var events = new ArrayList<CustomerEventV1>();
        for (int ticket = 0; ticket < 5; ticket++) {
            events.add(
                    Log.event(account, "support.ticket-escalated", Map.of("ticket", "t" + ticket)));
            events.add(
                    Log.event(
                            account, "support.csat-submitted", Map.of("value", 1, "scaleMax", 5)));
            events.add(Log.event(account, "engagement.meeting-scheduled", Map.of()));
        }
        events.add(Log.event(account, "engagement.nps-submitted", Map.of("value", 0)));
        events.add(Log.event(account, "outcome.roi-reported", Map.of("value", 0, "promised", 100)));
        events.add(Log.event(account, "account.updated", Map.of("seats", 1000)));
        return together(events);
    }

    /** As if they had come in one request. */
    private static List<CustomerEventV1> together(List<CustomerEventV1> events) {
        Instant receivedAt = events.getLast().receivedAt();
        return events.stream().map(it -> with(it, it.occurredAt(), receivedAt, null)).toList();
    }

    private static CustomerEventV1 moved(CustomerEventV1 event, Duration back, String run) {
        return with(event, event.occurredAt().minus(back), event.receivedAt(), run);
    }

    private static CustomerEventV1 with(
            CustomerEventV1 event, Instant occurredAt, Instant receivedAt, @Nullable String run) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                occurredAt,
                receivedAt,
                event.actorId(),
                event.value(),
                event.attributes(),
                run);
    }

    private List<HealthChange> changes(AccountId account) {
        return TestTopics.messages(Topic.HEALTH_CHANGES, account).stream()
                .map(HealthChange.class::cast)
                .toList();
    }

    private List<StatusChangedV1> statuses(AccountId account) {
        return changes(account).stream()
                .filter(StatusChangedV1.class::isInstance)
                .map(StatusChangedV1.class::cast)
                .toList();
    }

    private String status(AccountId account) {
        return rows("select status from account where account_id = $1", account.value()).stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("");
    }

    private long count(AccountId account, String column) {
        return rows(
                        "select %s from account_state where account_id = $1".formatted(column),
                        account.value())
                .stream()
                .map(row -> row.getLong(0))
                .findFirst()
                .orElse(0L);
    }

    private List<Row> rows(String sql, String argument) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON).forEach(rows::add);
        return rows;
    }

    private static AccountId account() {
        return new AccountId("acme-" + UUID.randomUUID());
    }
}
