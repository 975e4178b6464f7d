package io.keepwell.scoring.identity;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.adapter.postgres.IdentityStore;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.identity.UserRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class IdentityIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UNATTRIBUTED = Topic.UNATTRIBUTED_EVENTS.topicName();
    private static final SourceName WEB = new SourceName("web");

    /** What makes the ids of a test its own. */
    private final String test = UUID.randomUUID().toString().substring(0, 8);

    @Inject Pool pool;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject Vertx vertx;

    @Test
    void shouldGiveAUsersEventsToTheAccountOnceItIsKnown() {
        UnattributedEventV1 before = event("before", "ann");
        send(before);
        await().atMost(SOON).until(() -> waiting("ann") == 1);

        send(link("ann", "acme"));

        await().atMost(SOON).until(() -> folded("acme") == 1);
        assertThat(waiting("ann")).isZero();
        CustomerEventV1 given = given("before").getFirst();
        assertThat(given)
                .isEqualTo(
                        new CustomerEventV1(
                                before.id(),
                                before.source(),
                                new AccountId(own("acme")),
                                before.type(),
                                before.occurredAt(),
                                given.receivedAt(),
                                own("ann"),
                                before.value(),
                                before.attributes(),
                                null));
        assertThat(given.receivedAt()).isAfter(before.receivedAt());
    }

    @Test
    void shouldGiveThemAtOnceWhenTheAccountIsKnown() {
        send(link("ann", "acme"));
        send(event("first", "ann"), event("second", "ann"));

        await().atMost(SOON).until(() -> folded("acme") == 2);
        assertThat(waiting("ann")).isZero();
    }

    @Test
    void shouldCountAnEventThatIsSentAgainOnce() {
        send(event("first", "ann"), event("first", "ann"));
        await().atMost(SOON).until(() -> waiting("ann") == 1);
        send(event("first", "ann"));
        send(link("ann", "acme"));
        await().atMost(SOON).until(() -> folded("acme") == 1);

        send(event("first", "ann"), event("last", "ann"));

        await().atMost(SOON).until(() -> folded("acme") == 2);
        assertThat(number("select duplicate from account_state where account_id = $1", own("acme")))
                .isEqualTo(1);
    }

    @Test
    void shouldFollowAUserThroughAllIds() {
        send(event("anonymous", "cookie"), event("signed-in", "ann"));
        send(merge("cookie", "ann"));
        send(merge("ann", "ann@acme"));
        await().atMost(SOON).until(() -> waiting("cookie") == 1 && waiting("ann") == 1);

        send(link("ann@acme", "acme"));

        await().atMost(SOON).until(() -> folded("acme") == 2);
        assertThat(given("anonymous"))
                .extracting(CustomerEventV1::actorId)
                .containsExactly(own("ann@acme"));
    }

    @Test
    void shouldFollowAUserWhoseIdsAreMergedLast() {
        send(event("anonymous", "cookie"), link("ann", "acme"));
        await().atMost(SOON).until(() -> waiting("cookie") == 1 && links("ann") == 1);

        send(merge("cookie", "ann"));

        await().atMost(SOON).until(() -> folded("acme") == 1);
    }

    @Test
    void shouldKeepWhoActedForAnother() {
        var ticket =
                new UnattributedEventV1(
                        own("ticket"),
                        WEB,
                        own("organisation-7"),
                        new EventType("support.ticket-opened"),
                        Instant.now(),
                        Instant.now(),
                        null,
                        Attributes.NONE,
                        own("ann"));
        send(ticket, link("organisation-7", "acme"));

        await().atMost(SOON).until(() -> folded("acme") == 1);
        assertThat(given("ticket"))
                .extracting(CustomerEventV1::actorId)
                .containsExactly(own("ann"));
    }

    @Test
    void shouldNotGuessBetweenTwoAccounts() {
        send(link("ann", "acme"), link("ann", "globex"));
        await().atMost(SOON).until(() -> links("ann") == 2);

        send(event("whose", "ann"));

        await().atMost(SOON).until(() -> waiting("ann") == 1);
        assertThat(given("whose")).isEmpty();
    }

    @Test
    void shouldLetAPersonDecideBetweenTwoAccounts() {
        send(link("ann", "acme"), link("ann", "globex"), event("whose", "ann"));
        send(traits("acme"), traits("globex"));
        await().atMost(SOON)
                .until(() -> waiting("ann") == 1 && judged("acme") == 1 && judged("globex") == 1);

        Response decided = assign(own("ann"), own("globex"));

        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(decided.jsonPath().getLong("events")).isOne();
        await().atMost(SOON).until(() -> folded("globex") == 2);
        assertThat(waiting("ann")).isZero();

        // And another decides otherwise
        assertThat(assign(own("ann"), own("acme")).statusCode()).isEqualTo(200);
        send(event("later", "ann"));
        await().atMost(SOON).until(() -> folded("acme") == 2);
        assertThat(given("later"))
                .extracting(it -> it.accountId().value())
                .containsExactly(own("acme"));
    }

    @Test
    void shouldLetAPersonDecideWhoseAnUnknownUserIs() {
        send(event("whose", "ann"), traits("acme"));
        await().atMost(SOON).until(() -> waiting("ann") == 1 && judged("acme") == 1);
        JsonPath events =
                asAdmin()
                        .queryParam("userId", own("ann"))
                        .get("/v1/unattributed/events")
                        .jsonPath();
        assertThat(events.getList("items.id")).containsExactly(own("whose"));
        assertThat(events.getMap("items[0].attributes")).containsEntry("feature", "export €");

        assertThat(assign(own("ann"), own("acme")).statusCode()).isEqualTo(200);

        await().atMost(SOON).until(() -> folded("acme") == 2);
        assertThat(
                        number(
                                "select count(*) from identity_link where user_id = $1 and"
                                        + " decided_by is not null",
                                own("ann")))
                .isOne();
    }

    @Test
    void shouldRefuseADecisionThatNobodyCanCarryOut() {
        assertThat(assign(own("ann"), own("nobody")).statusCode()).isEqualTo(404);

        Response wrong = assign("", " acme");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.jsonPath().getList("errors.pointer"))
                .containsExactly("/userId", "/accountId");
        assertThat(asAdmin().get("/v1/unattributed/events").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldCountWhatASourceSentOnceWhenItCame() {
        var source = new SourceName("web-" + test);
        send(event("first", "ann", source), event("second", "ben", source));
        send(link("ann", "acme"), link("ben", "acme"));
        await().atMost(SOON).until(() -> folded("acme") == 2);

        assertThat(
                        number(
                                "select sum(events)::bigint from source_activity where source ="
                                        + " $1",
                                source.value()))
                .isEqualTo(2);
    }

    @Test
    void shouldShowWhoseEventsWaitMostFirst() {
        var events = new ArrayList<Message>();
        for (int n = 0; n < 2_000; n++) {
            events.add(event("most-" + n, "most"));
        }
        for (int n = 0; n < 1_900; n++) {
            events.add(event("more-" + n, "more"));
        }
        send(events.toArray(Message[]::new));
        send(merge("most", "ann"), link("ann", "globex"), link("ann", "acme"));
        await().atMost(SOON)
                .until(() ->
                        links("ann") == 2 && waiting("most") == 2_000 && waiting("more") == 1_900);

        JsonPath first = asAdmin().queryParam("limit", 1).get("/v1/unattributed").jsonPath();
        JsonPath second =
                asAdmin()
                        .queryParam("limit", 1)
                        .queryParam("cursor", first.getString("next"))
                        .get("/v1/unattributed")
                        .jsonPath();

        assertThat(first.getString("items[0].userId")).isEqualTo(own("most"));
        assertThat(first.getLong("items[0].events")).isEqualTo(2_000);
        assertThat(first.getList("items[0].sources")).containsExactly("web");
        assertThat(first.getList("items[0].accounts")).containsExactly(own("acme"), own("globex"));
        assertThat(second.getString("items[0].userId")).isEqualTo(own("more"));
        assertThat(second.getList("items[0].accounts")).isEmpty();
        assertThat(TestTokens.as(TokenRole.VIEWER, "vera").get("/v1/unattributed").statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldNotTakeAMachineThatManyShareForOneUser() {
        var merges = new ArrayList<Message>();
        for (int n = 0; n < 51; n++) {
            merges.add(merge("kiosk", "user-" + n));
        }
        merges.add(link("user-0", "acme"));
        send(merges.toArray(Message[]::new));
        await().atMost(SOON).until(() -> links("user-0") == 1);

        send(event("whose", "kiosk"), event("own", "user-0"));

        await().atMost(SOON).until(() -> folded("acme") == 1 && waiting("kiosk") == 1);
        assertThat(given("whose")).isEmpty();
    }

    @Test
    void shouldNotGoInCircles() {
        send(merge("a", "b"), merge("b", "a"), event("around", "a"));
        await().atMost(SOON).until(() -> waiting("a") == 1);

        send(link("b", "acme"));

        await().atMost(SOON).until(() -> folded("acme") == 1);
    }

    @Test
    void shouldGiveManyEventsInPages() {
        Message[] events =
                IntStream.range(0, 1_200)
                        .mapToObj(n -> event("event-" + n, "ann"))
                        .toArray(Message[]::new);
        send(events);
        await().atMost(SOON).until(() -> waiting("ann") == 1_200);

        send(link("ann", "acme"));

        await().atMost(SOON).until(() -> folded("acme") == 1_200);
        assertThat(waiting("ann")).isZero();
    }

    @Test
    void shouldSetAsideWhatItCannotReadAndGoOn() {
        long before = number("select count(*) from quarantine where topic = $1", UNATTRIBUTED);
        TestTopics.send(
                new ProducerRecord<>(
                        Topic.UNATTRIBUTED_EVENTS.topicName(),
                        own("ann"),
                        "no message".getBytes(StandardCharsets.UTF_8)));
        send(link("ann", "acme"), event("after", "ann"));

        await().atMost(SOON).until(() -> folded("acme") == 1);
        assertThat(number("select count(*) from quarantine where topic = $1", UNATTRIBUTED))
                .isEqualTo(before + 1);
    }

    @Test
    void shouldFenceAFormerOwner() {
        try (var stores = new OwnStores()) {
            IdentityStore former = stores.open();
            former.take(stores.extent());
            former.apply(List.of(stores.record(0, event("kept", "ann"))), Instant.now());
            IdentityStore next = stores.open();

            assertThat(next.take(stores.extent())).isEqualTo(1);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            former.apply(
                                    List.of(stores.record(1, event("lost", "ann"))), Instant.now()))
                    .withMessageStartingWith("fenced");
            next.apply(List.of(stores.record(1, event("also-kept", "ann"))), Instant.now());
        }
        assertThat(waiting("ann")).isEqualTo(2);
    }

    @Test
    void shouldForgetWhatHasWaitedLongerThanAnAccountCouldCountIt() {
        Instant now = Instant.now();
        try (var stores = new OwnStores()) {
            IdentityStore store = stores.open();
            store.take(stores.extent());
            store.apply(
                    List.of(
                            stores.record(0, event("old", "old", now.minus(Duration.ofDays(401)))),
                            stores.record(
                                    1, event("kept", "kept", now.minus(Duration.ofDays(399))))),
                    now);

            assertThat(store.expire(now)).isPositive();
        }

        assertThat(waiting("old")).isZero();
        assertThat(waiting("kept")).isEqualTo(1);
    }

    /** One puts an event aside while another finds out whose it is: it must not wait for ever. */
    @Test
    void shouldFindEventsThatAnotherOwnerPutsAsideAtTheSameTime() throws Exception {
        try (var asking = new OwnStores();
                var finding = new OwnStores();
                var threads = Executors.newFixedThreadPool(2)) {
            IdentityStore asker = asking.open();
            IdentityStore finder = finding.open();
            asker.take(asking.extent());
            finder.take(finding.extent());
            for (int n = 0; n < 150; n++) {
                int offset = 2 * n;
                String cookie = "cookie-" + n;
                String user = "user-" + n;
                finder.apply(
                        List.of(
                                finding.record(
                                        offset, new UserRecord.Entry.Merged(merge(cookie, user)))),
                        Instant.now());
                var start = new CyclicBarrier(2);
                var asked =
                        threads.submit(() -> {
                            start.await();
                            return asker.apply(
                                    List.of(
                                            asking.record(
                                                    offset / 2, event("event-" + cookie, cookie))),
                                    Instant.now());
                        });
                var found =
                        threads.submit(() -> {
                            start.await();
                            return finder.apply(
                                    List.of(
                                            finding.record(
                                                    offset + 1,
                                                    new UserRecord.Entry.Linked(
                                                            link(user, "acme")))),
                                    Instant.now());
                        });
                asked.get();
                found.get();
            }
            while (finder.release(Instant.now())) {
                // until nothing is left
            }
        }

        assertThat(
                        number(
                                "select count(*) from unattributed_event where user_id like $1",
                                own("cookie-%")))
                .isZero();
    }

    /** The service's own sessions lose their connections again and again while all this happens. */
    @Test
    void shouldLoseNothingAndCountNothingTwiceWhateverBreaks() {
        // Given users with up to three ids each, all of one account or of none
        var random = new Random(20261122);
        var messages = new ArrayList<Message>();
        Map<String, Long> expected = new HashMap<>();
        long unknown = 0;
        for (int user = 0; user < 60; user++) {
            String account = random.nextInt(6) == 0 ? null : "account-" + random.nextInt(10);
            int ids = 1 + random.nextInt(3);
            for (int id = 0; id < ids; id++) {
                String name = "user-%d-%d".formatted(user, id);
                if (id > 0) {
                    messages.add(merge(name, "user-%d-%d".formatted(user, id - 1)));
                }
                int events = random.nextInt(20);
                for (int n = 0; n < events; n++) {
                    messages.add(event("%s-%d".formatted(name, n), name));
                }
                if (account == null) {
                    unknown += events;
                } else {
                    expected.merge(account, (long) events, Long::sum);
                }
            }
            if (account != null) {
                messages.add(link("user-%d-0".formatted(user), account));
            }
        }
        Collections.shuffle(messages, random);

        // When
        for (int from = 0; from < messages.size(); from += 100) {
            send(
                    messages.subList(from, Math.min(from + 100, messages.size()))
                            .toArray(Message[]::new));
            // Those that broke the last time may not be back yet.
            await().pollInterval(Duration.ofMillis(10)).until(() -> breakConnections() > 0);
        }

        // Then
        long left = unknown;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(
                                    number(
                                            "select count(*) from unattributed_event where user_id"
                                                    + " like $1",
                                            own("user-%")))
                            .isEqualTo(left);
                    expected.forEach((account, events) ->
                            assertThat(folded(account)).as(account).isEqualTo(events));
                });
    }

    /** Those of whoever is in the middle of identities, of the outbox or of a transaction. */
    private long breakConnections() {
        return number(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()
                   and query ~* $1
                """,
                "identity|unattributed|advisory|outbox|begin|commit");
    }

    private final class OwnStores implements AutoCloseable {

        private final UUID topicId = UUID.randomUUID();
        private final int partition = 1_000 + new Random().nextInt(1_000_000);
        private final List<SqlConnection> opened = new ArrayList<>();
        private final Supplier<? extends Future<? extends SqlConnection>> connections =
                OwnConnections.of(vertx, config, scoring.database(), scoring.databasePassword());

        IdentityStore open() {
            SqlConnection connection = Await.result(connections.get(), SOON);
            opened.add(connection);
            return new IdentityStore(connection, topicId, SOON, 1);
        }

        Takeover.Extent extent() {
            return new Takeover.Extent(partition, 0, 10);
        }

        UserRecord record(long offset, UnattributedEventV1 event) {
            return record(offset, new UserRecord.Entry.Event(event, null));
        }

        UserRecord record(long offset, UserRecord.Entry entry) {
            return new UserRecord(partition, offset, entry);
        }

        @Override
        public void close() {
            opened.forEach(it -> Await.result(it.close(), SOON));
        }
    }

    private void send(Message... messages) {
        try (var log = new Log()) {
            log.send(List.of(messages));
            log.flush();
        }
    }

    private UnattributedEventV1 event(String id, String user) {
        return event(id, user, Instant.now());
    }

    private UnattributedEventV1 event(String id, String user, Instant receivedAt) {
        return event(id, user, receivedAt, WEB);
    }

    private UnattributedEventV1 event(String id, String user, SourceName source) {
        return event(id, user, Instant.now(), source);
    }

    private UnattributedEventV1 event(
            String id, String user, Instant receivedAt, SourceName source) {
        Instant at = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        return new UnattributedEventV1(
                own(id),
                source,
                own(user),
                new EventType("usage.feature-used"),
                at.minusSeconds(5),
                at,
                new BigDecimal("2.5"),
                new Attributes(
                        Map.of(
                                "feature", new AttributeValue.Text("export €"),
                                "n", new AttributeValue.Numeric(new BigDecimal("0.1")))),
                null);
    }

    private CustomerEventV1 traits(String account) {
        return Log.event(new AccountId(own(account)), "account.updated", Map.of("name", account));
    }

    private static Response assign(String user, String account) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("userId", user, "accountId", account))
                .post("/v1/unattributed/assign");
    }

    private long judged(String account) {
        return number("select count(*) from account where account_id = $1", own(account));
    }

    private IdentityLinkedV1 link(String user, String account) {
        return new IdentityLinkedV1(
                UUID.randomUUID().toString(),
                WEB,
                own(user),
                new AccountId(own(account)),
                Instant.now(),
                Instant.now());
    }

    private IdentityMergedV1 merge(String previous, String user) {
        return new IdentityMergedV1(
                UUID.randomUUID().toString(),
                WEB,
                own(previous),
                own(user),
                Instant.now(),
                Instant.now());
    }

    private String own(String name) {
        return test + "-" + name;
    }

    private List<CustomerEventV1> given(String id) {
        // Other tests put records there that nobody can read.
        return TestTopics.records(Topic.CUSTOMER_EVENTS).stream()
                .filter(it -> hasId(it, own(id)))
                .map(TestTopics::message)
                .map(CustomerEventV1.class::cast)
                .toList();
    }

    private static boolean hasId(ConsumerRecord<String, byte[]> record, String id) {
        Header header = record.headers().lastHeader("ce_id");
        return header != null && new String(header.value(), StandardCharsets.UTF_8).equals(id);
    }

    private long waiting(String user) {
        return number("select count(*) from unattributed_event where user_id = $1", own(user));
    }

    private long links(String user) {
        return number("select count(*) from identity_link where user_id = $1", own(user));
    }

    private long folded(String account) {
        return number(
                "select coalesce(sum(folded), 0)::bigint from account_state where account_id = $1",
                own(account));
    }

    private long number(String sql, @Nullable Object argument) {
        for (Row row : pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON)) {
            return row.getLong(0);
        }
        return 0;
    }
}
