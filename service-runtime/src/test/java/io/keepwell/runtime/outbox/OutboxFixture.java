package io.keepwell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.Infra;
import io.keepwell.infra.NewTopics;
import io.keepwell.infra.PostgresServer;
import io.keepwell.infra.SharedInfra;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.sql.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A database, a topic and a service's name of one test's own, and the relays that it starts. */
final class OutboxFixture implements AutoCloseable {

    static final Duration WAIT_MAX = Duration.ofSeconds(60);
    static final int SHARD = 3;

    /** For the whole JVM, as in a service. */
    private static final Vertx VERTX = Vertx.vertx();

    final String service = "test-" + UUID.randomUUID();
    final String topic = "outbox-" + UUID.randomUUID();

    /** What the relay reports that was started last. */
    SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final Infra infra = SharedInfra.get();
    private final String database = "outbox_" + UUID.randomUUID().toString().replace('-', '_');
    private final List<OutboxRelay> relays = new ArrayList<>();

    OutboxFixture() {
        NewTopics.create(
                infra.kafka().bootstrapServers(), List.of(new NewTopic(topic, 2, (short) 1)));
        SqlConnection maintenance = Await.result(connect("postgres"), WAIT_MAX);
        var _ = Await.result(maintenance.query("create database " + database).execute(), WAIT_MAX);
        Await.result(maintenance.close(), WAIT_MAX);
        sql(Outbox.DDL);
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", infra.kafka().bootstrapServers());
    }

    RelaySettings settings() {
        return RelaySettings.of(service, Set.of(SHARD));
    }

    OutboxRelay start() {
        return start(settings(), Failpoint.NONE);
    }

    OutboxRelay start(RelaySettings settings, Failpoint failpoint) {
        meters = new SimpleMeterRegistry();
        var relay =
                new OutboxRelay(
                        settings,
                        () -> connect(database),
                        kafka(),
                        meters,
                        InstantSource.system(),
                        RandomGenerator.getDefault(),
                        failpoint);
        relays.add(relay);
        relay.start();
        return relay;
    }

    /** The n-th message of a key. */
    OutboxRow row(String key, int n) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        OutboxRow row =
                OutboxRow.of(SHARD, new BackfillOpenedV1(key, n, new SourceName("crm"), now), now);
        return onTopic(row, row.value(), now);
    }

    /** Too large for the broker, by value. */
    OutboxRow rowOf(String key, int n, int bytes) {
        OutboxRow row = row(key, n);
        return onTopic(row, new byte[bytes], row.recordedAt());
    }

    /** With a timestamp that the broker may refuse. */
    OutboxRow rowAt(String key, int n, Instant at) {
        OutboxRow row = row(key, n);
        return onTopic(row, row.value(), at);
    }

    /** The first messages of a key, 0, 1, 2 … */
    List<OutboxRow> rows(String key, int count) {
        return IntStream.range(0, count).mapToObj(n -> row(key, n)).toList();
    }

    PgConnection connection() {
        return Await.result(connect(database), WAIT_MAX);
    }

    /** Commits rows. */
    void write(List<OutboxRow> rows) {
        PgConnection connection = connection();
        Transaction transaction = Await.result(connection.begin(), WAIT_MAX);
        Await.result(Outbox.insert(connection, rows), WAIT_MAX);
        Await.result(transaction.commit(), WAIT_MAX);
        Await.result(connection.close(), WAIT_MAX);
    }

    RowSet<Row> sql(String sql) {
        PgConnection connection = connection();
        try {
            return Await.result(connection.query(sql).execute(), WAIT_MAX);
        } finally {
            Await.result(connection.close(), WAIT_MAX);
        }
    }

    long count(String table) {
        return sql("select count(*) from " + table).iterator().next().getLong(0);
    }

    /** Ends the session that holds the shard, as a network that is cut would. */
    void cutTheRelaysConnection() {
        var _ =
                sql(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                                + " and granted and database = (select oid from pg_database where"
                                + " datname = current_database())");
    }

    void awaitEmptyOutbox() {
        await().atMost(WAIT_MAX).until(() -> count("outbox") == 0);
    }

    double counted(String meter) {
        return meters.get(meter).counter().count();
    }

    /** What readers of committed records have to see at this moment, by partition in order. */
    List<ConsumerRecord<String, byte[]>> records() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                infra.kafka().bootstrapServers(),
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition ->
                            consumer.position(partition)
                                    < ends.getOrDefault(partition, Long.MAX_VALUE))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The ids of a key's messages, as they came. */
    List<String> ids(String key) {
        return records().stream()
                .filter(record -> record.key().equals(key))
                .map(OutboxFixture::id)
                .toList();
    }

    /** The ids that a reader keeps who drops repeats. */
    Set<String> distinctIds(String key) {
        return new LinkedHashSet<>(ids(key));
    }

    static List<String> expectedIds(String key, int count) {
        return IntStream.range(0, count).mapToObj(n -> key + "/opened/" + n).toList();
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::close);
    }

    void requireInOrder(String key, int count) {
        assertThat(distinctIds(key)).containsExactlyElementsOf(expectedIds(key, count));
    }

    private OutboxRow onTopic(OutboxRow row, byte[] value, Instant at) {
        return new OutboxRow(
                row.shard(), topic, row.partition(), row.key(), row.headers(), value, at);
    }

    private Future<PgConnection> connect(String name) {
        PostgresServer postgres = infra.postgres();
        return PgConnection.connect(
                VERTX,
                new PgConnectOptions()
                        .setHost(postgres.host())
                        .setPort(postgres.port())
                        .setUser(postgres.user())
                        .setPassword(postgres.password())
                        .setDatabase(name));
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record).messageId();
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }
}
