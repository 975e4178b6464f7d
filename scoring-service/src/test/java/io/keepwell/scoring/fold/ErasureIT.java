package io.keepwell.scoring.fold;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.model.erasure.SubjectErasedV1;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.testing.Remains;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Erased is erased, and stays so: step 9, "erased after replay". */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class ErasureIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REASON = "Request 4711 under article 17";
    private static final SourceName WEB = new SourceName("web");

    private final Instant past = Instant.now().minusSeconds(5);
    private final AccountId account = new AccountId("gone-" + UUID.randomUUID());
    private final String user = "user-" + UUID.randomUUID();
    private final String person = "person-" + UUID.randomUUID();

    @Inject Pool pool;
    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;

    @Test
    void shouldRemoveAllThatIsKeptOfAnAccount() {
        // Given: also what could not be read, and somebody who belongs to it
        judged(events());
        try (var log = new Log()) {
            log.send(
                    new ProducerRecord<>(
                            Topic.CUSTOMER_EVENTS.topicName(),
                            account.value(),
                            "no event".getBytes(StandardCharsets.UTF_8)));
            log.flush();
        }
        TestTopics.send(link(), rejection(past), started("risk", past), opened("risk", past));
        await().atMost(SOON).until(() -> number("play_task", "account_id", account.value()) == 1);
        await().atMost(SOON).until(() -> number("quarantine", "record_key", account.value()) == 1);
        await().atMost(SOON)
                .until(() -> number("identity_link", "account_id", account.value()) == 1);
        await().atMost(SOON)
                .until(() -> number("rejected_event", "account_id", account.value()) == 1);
        park(Topic.CUSTOMER_EVENTS, "{\"accountId\":\"%s\"}".formatted(account.value()));
        quarantine("{\"accountId\":\"%s\",".formatted(account.value()));
        quarantine("{\"accountId\": \"%s\",".formatted(account.value()));
        assertThat(naming(account.value()))
                .contains(
                        "fact.account_id",
                        "account.account_id",
                        "outbox_parked.value",
                        "play_run.account_id",
                        "play_task.account_id",
                        "quarantine.value");

        // When
        JsonPath begun = erase(Map.of("accountId", account.value(), "reason", REASON));
        JsonPath done = finished(begun.getString("id"));

        // Then
        assertThat(naming(account.value())).isEmpty();
        assertThat(done.getString("subjectId")).isNull();
        assertThat(done.getString("requestedBy")).isEqualTo(TestTokens.ADMIN);
        assertThat(done.getString("reason")).isEqualTo(REASON);
        assertThat(done.getBoolean("found")).isTrue();
        assertThat(asAdmin().get("/v1/accounts/" + account.value()).statusCode()).isEqualTo(404);
    }

    /** Playbook may be behind: what it begins within the hour is of what was erased. */
    @Test
    void shouldPassOverPlaysOfWhatWasErasedWheneverTheyAreTold() {
        judged(events());
        String _ = erased();
        Instant soon = Instant.now().plus(Duration.ofMinutes(30));
        Instant later = Instant.now().plus(Duration.ofHours(2));

        TestTopics.send(
                started("before", past),
                opened("before", past),
                started("soon", soon),
                opened("soon", soon),
                started("later", later));

        await().atMost(SOON).until(() -> number("play_run", "play", "later-" + person) == 1);
        assertThat(number("play_run", "account_id", account.value())).isOne();
        assertThat(number("play_task", "account_id", account.value())).isZero();
    }

    @Test
    void shouldTellReadersLastOfAllThatAnAccountIsErased() {
        judged(events());

        String id = erased();

        await().atMost(SOON).until(() -> lastOf(Topic.ACCOUNTS, account.value()).isEmpty());
        var messages = TestTopics.messages(Topic.HEALTH_CHANGES, account);
        assertThat(messages.getLast())
                .isInstanceOfSatisfying(
                        AccountErasedV1.class,
                        told -> {
                            assertThat(told.erasureId()).hasToString(id);
                            assertThat(told.sequence()).isEqualTo(messages.size());
                        });
        assertThat(TestTopics.messages(Topic.ERASURES))
                .filteredOn(it -> it.messageKey().equals(id))
                .singleElement()
                .isInstanceOfSatisfying(
                        SubjectErasedV1.class,
                        told -> {
                            assertThat(told.subject()).isEqualTo(ErasedSubject.ACCOUNT);
                            assertThat(told.lastSequence()).isEqualTo(messages.size());
                            assertThat(told.reason()).isEqualTo(REASON);
                            assertThat(told.requestedBy()).isEqualTo(TestTokens.ADMIN);
                            assertThat(told.requestedAt()).isBeforeOrEqualTo(told.erasedAt());
                            assertThat(IdHash.of(told.salt(), account.value()).hash())
                                    .isEqualTo(told.hash());
                        });
    }

    @Test
    void shouldLeaveOutWhatIsSentOrReplayedAgain() {
        List<CustomerEventV1> events = events();
        judged(events);
        erased();
        long before = erasedOfSource();

        // When: as they were, and as a backfill would send them, received only now
        try (var log = new Log()) {
            log.send(events);
            log.send(events.stream().map(it -> again(it, it.occurredAt())).toList());
            log.flush();
        }

        // Then
        await().atMost(SOON).until(() -> erasedOfSource() - before == 2L * events.size());
        assertThat(naming(account.value())).isEmpty();
        conserved();
    }

    @Test
    void shouldGoOnWithTheNumbersWhenAnAccountComesBack() {
        judged(events());
        erased();
        List<Long> told = sequences();

        judged(events().stream().map(it -> again(it, Instant.now())).toList());

        await().atMost(SOON).until(() -> sequences().size() > told.size());
        assertThat(sequences()).containsExactlyElementsOf(numbersTo(sequences().size()));
        assertThat(number("event_index", "account_id", account.value())).isPositive();
    }

    @Test
    void shouldStayErasedWhenTheLogIsFoldedFromTheBeginning() {
        // Given
        List<CustomerEventV1> events = events();
        judged(events);
        erased();

        // When: by a fold that has read nothing yet
        try (var own =
                new OwnFold(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        10)) {
            var folder = own.folder(TestPolicies.judge());
            own.fold(
                    folder,
                    events.stream()
                            .map(LogRecord.Entry.Event::new)
                            .toArray(LogRecord.Entry[]::new));

            // Then
            var counts =
                    own.query(
                                    "select accepted, erased, folded from fold_partition where"
                                            + " part = $1",
                                    io.vertx.sqlclient.Tuple.of(own.partition()))
                            .iterator()
                            .next();
            assertThat(List.of(counts.getLong(0), counts.getLong(1), counts.getLong(2)))
                    .containsExactly((long) events.size(), (long) events.size(), 0L);
        }
        assertThat(naming(account.value())).isEmpty();
    }

    @Test
    void shouldForgetAPersonAndShowNobodyWhatItDid() {
        // Given
        CustomerEventV1 did =
                Log.event(account, "usage.feature-used", Map.of("actor", person, "feature", "a"));
        judged(List.of(did));
        TestTopics.send(link(), waiting("known"), waitingOf("somebody", person));
        park(Topic.CUSTOMER_EVENTS, "{\"actorId\":\"%s\"}".formatted(person));
        quarantine("{\"userId\":\"%s\",".formatted(person));
        await().atMost(SOON).until(() -> number("identity_link", "user_id", person) == 1);
        await().atMost(SOON).until(() -> number("unattributed_event", "actor_id", person) == 1);
        String score = asAdmin().get(path("score")).asString();

        // When
        JsonPath done = erase(Map.of("personId", person, "reason", REASON));
        TestTopics.send(link(), waitingOf("again", person));
        String marker = "marker-" + UUID.randomUUID();
        TestTopics.send(waitingOf("later", marker));

        // Then
        await().atMost(SOON).until(() -> number("unattributed_event", "actor_id", marker) == 1);
        assertThat(done.getString("finishedAt")).isNotNull();
        assertThat(done.getString("subjectId")).isNull();
        assertThat(naming(person)).isEmpty();
        JsonPath shown = asAdmin().get(path("events")).jsonPath();
        assertThat(shown.getString("items[0].id")).isEqualTo(did.id());
        assertThat(shown.getString("items[0].actorId")).isNull();
        assertThat(shown.getMap("items[0].attributes")).isEmpty();
        assertThat(asAdmin().get(path("score")).asString()).isEqualTo(score);
    }

    @Test
    void shouldSayThatNothingWasThereOfAnAccount() {
        String id = erase(Map.of("accountId", account.value(), "reason", REASON)).getString("id");

        assertThat(finished(id).getMap("")).containsEntry("found", false);
    }

    @Test
    void shouldBeTheSameErasureWhoeverAsksAgainWhileItIsUnderWay() {
        judged(events());
        holdBack(() -> {
            // When
            String first = erase(Map.of("accountId", account.value(), "reason", REASON)).get("id");
            JsonPath again = erase(Map.of("accountId", account.value(), "reason", "once more"));

            // Then
            assertThat(again.getString("id")).isEqualTo(first);
            assertThat(again.getString("reason")).isEqualTo(REASON);
        });
    }

    /** Who cannot tell of one erasure would stand still with all accounts. */
    @Test
    void shouldTellOfAnErasureWhoseReasonAnOlderReleaseTook() {
        judged(events());
        String id =
                holdBack(() -> {
                    String begun =
                            erase(Map.of("accountId", account.value(), "reason", REASON)).get("id");
                    run(
                            "update erasure set reason = E'Request\\r4711\\u0085' where id = $1",
                            UUID.fromString(begun));
                    return begun;
                });

        assertThat(finished(id).getMap("")).containsEntry("found", true);
    }

    @Test
    void shouldTakeALinkAwayThatWasToldBeforeAndFoundInTheVeryMoment() {
        judged(events());
        String id =
                holdBack(() -> {
                    String begun =
                            erase(Map.of("accountId", account.value(), "reason", REASON)).get("id");
                    await().atMost(SOON)
                            .until(() ->
                                    number("account_state", "account_id", account.value()) == 0);

                    // When: by somebody who does not know yet that the moment has moved
                    Instant erasedAt =
                            Instant.parse(
                                    asAdmin()
                                            .get("/v1/erasures/" + begun)
                                            .jsonPath()
                                            .getString("erasedAt"));
                    run(
                            """
                            insert into identity_link (user_id, account_id, told_at, linked_at)
                            values ($1, $2, $3::timestamptz, $3::timestamptz + interval '1 hour')
                            """,
                            person,
                            account.value(),
                            erasedAt.atOffset(ZoneOffset.UTC));
                    return begun;
                });

        // Then
        finished(id);
        assertThat(naming(account.value())).isEmpty();
    }

    @Test
    void shouldPassOverRejectionsOfBeforeThatAreReadOnlyAfterwards() {
        // Given
        String id = erased();
        Instant erasedAt =
                Instant.parse(asAdmin().get("/v1/erasures/" + id).jsonPath().getString("erasedAt"));

        // When
        RejectedEventV1 later = rejection(erasedAt.plusSeconds(1));
        TestTopics.send(rejection(erasedAt), later);

        // Then: of one partition, and so in their order
        await().atMost(SOON)
                .until(() ->
                        matching(
                                        "select count(*) from rejected_event where id::text = $1",
                                        "" + later.id())
                                == 1);
        assertThat(number("rejected_event", "account_id", account.value())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": \"why\"}",
                "{\"accountId\": \"a\", \"personId\": \"b\", \"reason\": \"why\"}",
                "{\"accountId\": \"a\"}",
                "{\"accountId\": \"\", \"reason\": \"why\"}",
                "{\"accountId\": \"a\", \"reason\": \" \"}"
            })
    void shouldRefuseWhatDoesNotSayWhatToEraseAndWhy(String body) {
        Response answer = asAdmin().contentType(ContentType.JSON).body(body).post("/v1/erasures");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors")).isNotEmpty();
    }

    @Test
    void shouldListErasuresPageByPage() {
        String first = erased();
        String second = erased();

        JsonPath page = asAdmin().queryParam("limit", 1).get("/v1/erasures").jsonPath();
        JsonPath next =
                asAdmin()
                        .queryParam("limit", 1)
                        .queryParam("cursor", page.getString("next"))
                        .get("/v1/erasures")
                        .jsonPath();

        assertThat(page.getString("items[0].id")).isEqualTo(second);
        assertThat(next.getString("items[0].id")).isEqualTo(first);
        assertThat(asAdmin().get("/v1/erasures/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    private String path(String of) {
        return "/v1/accounts/%s/%s".formatted(account.value(), of);
    }

    private void judged(List<CustomerEventV1> events) {
        long before = number("health_history", "account_id", account.value());
        try (var log = new Log()) {
            log.send(events);
            log.flush();
        }
        await().atMost(SOON)
                .until(() -> number("health_history", "account_id", account.value()) > before);
    }

    private String erased() {
        String id = erase(Map.of("accountId", account.value(), "reason", REASON)).getString("id");
        finished(id);
        await().atMost(SOON)
                .until(() ->
                        TestTopics.messages(Topic.ERASURES).stream()
                                .anyMatch(it -> it.messageKey().equals(id)));
        return id;
    }

    private static JsonPath erase(Map<String, String> what) {
        Response answer = asAdmin().contentType(ContentType.JSON).body(what).post("/v1/erasures");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath();
    }

    private static JsonPath finished(String id) {
        await().atMost(SOON)
                .until(() ->
                        asAdmin().get("/v1/erasures/" + id).jsonPath().getString("finishedAt")
                                != null);
        return asAdmin().get("/v1/erasures/" + id).jsonPath();
    }

    private List<CustomerEventV1> events() {
        var events = new ArrayList<CustomerEventV1>();
        events.add(Log.event(account, "account.updated", Map.of("name", "Gone", "arr", 240_000)));
        for (int day = 0; day < 10; day++) {
            events.add(
                    Log.event(
                            account,
                            "usage.feature-used",
                            Instant.now().minus(Duration.ofDays(day)),
                            Map.of("actor", person, "feature", "f" + day)));
        }
        events.add(Log.event(account, "engagement.nps-submitted", Map.of("value", 9)));
        Instant receivedAt = events.getLast().receivedAt();
        return events.stream().map(it -> with(it, it.id(), it.occurredAt(), receivedAt)).toList();
    }

    private static CustomerEventV1 again(CustomerEventV1 event, Instant occurredAt) {
        return with(event, UUID.randomUUID().toString(), occurredAt, Instant.now());
    }

    private static CustomerEventV1 with(
            CustomerEventV1 event, String id, Instant occurredAt, Instant receivedAt) {
        return new CustomerEventV1(
                id,
                event.source(),
                event.accountId(),
                event.type(),
                occurredAt,
                receivedAt,
                event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }

    private RejectedEventV1 rejection(Instant at) {
        return new RejectedEventV1(
                UUID.randomUUID(),
                WEB,
                at,
                RejectionCode.MISSING_FIELD,
                "/at",
                "no time",
                "e-1",
                account.value(),
                "application/json",
                "{}",
                null,
                null);
    }

    private PlayChangedV1 started(String play, Instant at) {
        return new PlayChangedV1(
                UUID.randomUUID(),
                account,
                1,
                PlayChange.STARTED,
                at,
                null,
                new Play(
                        playId(play),
                        new PolicyRef(play + "-" + person, "v1"),
                        SignalCategory.RISK,
                        PlayState.RUNNING,
                        AccountSnapshot.UNKNOWN,
                        at,
                        UUID.randomUUID(),
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private TaskChangedV1 opened(String play, Instant at) {
        return new TaskChangedV1(
                UUID.randomUUID(),
                account,
                2,
                TaskChange.OPENED,
                at,
                null,
                new Task(
                        UUID.randomUUID(),
                        playId(play),
                        "step",
                        TaskState.OPEN,
                        AccountSnapshot.UNKNOWN,
                        "Call them",
                        null,
                        null,
                        "csm",
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        at,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private UUID playId(String play) {
        return UUID.nameUUIDFromBytes((play + person).getBytes(StandardCharsets.UTF_8));
    }

    private void park(Topic topic, String value) {
        run(
                """
                insert into outbox_parked (shard, seq, topic, key, headers, value, recorded_at,
                                           parked_at, error)
                values (0, -1 - (random() * 1e15)::bigint, $1, $2, '', convert_to($3, 'UTF8'),
                        now() - interval '5 seconds', now(), 'too large')
                """,
                topic.topicName(),
                account.value(),
                value);
    }

    private void quarantine(String value) {
        run(
                """
                insert into quarantine (id, part, record_offset, headers, value, reason, detail,
                                        quarantined_at, topic)
                values (gen_random_uuid(), 0, -1 - (random() * 1e15)::bigint, '',
                        convert_to($1, 'UTF8'), 'unreadable', 'no end',
                        now() - interval '5 seconds', $2)
                """,
                value,
                Topic.REJECTED_EVENTS.topicName());
    }

    /**
     * No erasure is finished meanwhile: a partition that nobody has does not carry it out. The
     * service's topic is the one of many partitions; others' folds have one each.
     */
    private <T> T holdBack(Callable<T> work) {
        run(
                """
                insert into fold_partition (topic_id, part, epoch, next_offset, stepped_day,
                                            stepped_policy, target_day, target_policy,
                                            erased_through)
                select topic_id, 9999, 0, 0, 0, '', 0, '',
                       (select coalesce(max(seq), 0) from erasure)
                  from fold_partition where topic_id <> $1
                 group by topic_id order by count(*) desc limit 1
                """,
                new UUID(0, 0));
        try {
            return work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            run("delete from fold_partition where part = $1", 9999);
        }
    }

    private void holdBack(Runnable work) {
        Object _ = holdBack(Executors.callable(work));
    }

    private void run(String sql, Object... arguments) {
        pool.preparedQuery(sql).execute(Tuple.from(List.of(arguments))).await().atMost(SOON);
    }

    private IdentityLinkedV1 link() {
        Instant now = Instant.now().minusSeconds(1);
        return new IdentityLinkedV1("link-" + person, WEB, person, account, now, now);
    }

    private UnattributedEventV1 waiting(String id) {
        return waitingOf(id, null);
    }

    private UnattributedEventV1 waitingOf(String id, @Nullable String actor) {
        Instant now = actor != null && actor.startsWith("marker") ? Instant.now() : past;
        return new UnattributedEventV1(
                id + "-" + UUID.randomUUID(),
                WEB,
                // Of one partition, and so in their order.
                user,
                new EventType("usage.session-started"),
                now,
                now,
                null,
                new Attributes(Map.of()),
                actor);
    }

    private List<Long> sequences() {
        return TestTopics.messages(Topic.HEALTH_CHANGES, account).stream()
                .map(it ->
                        it instanceof HealthChange change
                                ? change.sequence()
                                : ((AccountErasedV1) it).sequence())
                .toList();
    }

    private static List<Long> numbersTo(int count) {
        return java.util.stream.LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static Optional<byte[]> lastOf(Topic topic, String key) {
        var records =
                TestTopics.records(topic).stream().filter(it -> key.equals(it.key())).toList();
        return records.isEmpty()
                ? Optional.of(new byte[0])
                : Optional.ofNullable(records.getLast().value());
    }

    private static List<String> naming(String what) {
        return Remains.of(ScoringInfra.SERVICE, what);
    }

    private long number(String table, String column, String value) {
        return matching("select count(*) from %s where %s = $1".formatted(table, column), value);
    }

    private long erasedOfSource() {
        return matching(
                "select coalesce(sum(erased), 0)::bigint from source_count where source = $1",
                "test");
    }

    private void conserved() {
        JsonPath stats = asAdmin().get("/v1/stats").jsonPath();
        JsonPath test = new JsonPath(asAdmin().get("/v1/sources/test").asString());
        assertThat(test.getLong("events.accepted"))
                .isEqualTo(
                        test.getLong("events.folded")
                                + test.getLong("events.duplicate")
                                + test.getLong("events.tooLate")
                                + test.getLong("events.quarantined")
                                + test.getLong("events.erased"));
        assertThat(stats.getLong("erased")).isPositive();
    }

    private long matching(String sql, String argument) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(argument))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }
}
