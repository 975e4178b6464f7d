package io.keepwell.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.infra.Infra;
import io.keepwell.infra.SharedInfra;
import io.keepwell.init.kafka.KafkaClients;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.init.postgres.ServiceDatabase;
import io.keepwell.model.Topic;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.policy.PolicyAppliedV1;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The shared broker and database, seen with a test's eyes and emptied between tests. */
public final class Deployment implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Infra infra = SharedInfra.get();
    private final KafkaTarget kafka = KafkaTarget.plain(infra.kafka().bootstrapServers());
    private final KafkaClients clients = new KafkaClients(kafka);
    private final Admin admin = clients.admin();

    /** As new: whatever tests before have left is gone. */
    public static Deployment empty() {
        Deployment deployment = new Deployment();
        deployment.deleteTopics();
        deployment.dropDatabases();
        return deployment;
    }

    @Override
    public void close() {
        admin.close();
    }

    public InitSettings settings() {
        return InitSettings.of(kafka, postgres());
    }

    public PostgresTarget postgres() {
        var server = infra.postgres();
        return new PostgresTarget(
                server.host(), server.port(), server.user(), server.password(), Map.of());
    }

    public InitReport init(InitSettings settings) {
        return Initialiser.of(settings, _ -> {}).run();
    }

    public KafkaTarget kafka() {
        return kafka;
    }

    public KafkaClients clients() {
        return clients;
    }

    public Set<String> topicNames() {
        return get(() -> admin.listTopics().names().get());
    }

    public int partitions(Topic topic) {
        return get(() ->
                        admin.describeTopics(List.of(topic.topicName()))
                                .topicNameValues()
                                .values()
                                .iterator()
                                .next()
                                .get())
                .partitions()
                .size();
    }

    /** The settings that the topic has of its own. */
    public Map<String, String> settingsOf(Topic topic) {
        Config config =
                get(() ->
                        admin.describeConfigs(List.of(resource(topic)))
                                .values()
                                .values()
                                .iterator()
                                .next()
                                .get());
        return config.entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    public void createTopic(Topic topic, int partitions) {
        NewTopic wanted =
                new NewTopic(topic.topicName(), Optional.of(partitions), Optional.empty())
                        .configs(topic.settings());
        get(() -> admin.createTopics(List.of(wanted)).all().get());
    }

    public void set(Topic topic, String name, String value) {
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        get(() ->
                admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(change)))
                        .all()
                        .get());
        await().atMost(SOON).until(() -> value.equals(settingsOf(topic).get(name)));
    }

    /** Everything committed in the topic of policies, oldest first. */
    public List<ConsumerRecord<String, byte[]>> policyRecords() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = clients.reader()) {
            var partition = new TopicPartition(Topic.POLICIES.topicName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
            await().atMost(SOON)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                        return consumer.position(partition) >= end;
                    });
        }
        return records;
    }

    public static PolicyAppliedV1 policy(ConsumerRecord<String, byte[]> record) {
        try {
            return (PolicyAppliedV1)
                    MessageCodec.decode(KafkaMessageFactory.createReader(record).toEvent());
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** Withdraws a policy, as whoever applies policies would. */
    public void withdraw(String key) {
        try (Producer<String, byte[]> producer = clients.producer("test")) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(Topic.POLICIES.topicName(), key, null));
            producer.commitTransaction();
            assertThat(sent).isDone();
        }
    }

    public Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(infra.postgres().jdbcUrl(database), user, password);
    }

    public List<String> ask(String query) {
        return onServer(statement -> {
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        });
    }

    public void run(String command) {
        boolean ignored = onServer(statement -> statement.execute(command));
        assertThat(ignored).isFalse();
    }

    public List<String> databases() {
        return ask("select datname from pg_database where datname like 'keepwell\\_%' order by 1");
    }

    private void deleteTopics() {
        Set<String> ours =
                topicNames().stream()
                        .filter(name -> name.startsWith("keepwell."))
                        .collect(Collectors.toSet());
        get(() -> admin.deleteTopics(ours).all().get());
        await().atMost(SOON).until(() -> topicNames().stream().noneMatch(ours::contains));
    }

    private void dropDatabases() {
        Arrays.stream(ServiceDatabase.values())
                .map(ServiceDatabase::databaseName)
                .forEach(name -> {
                    run("drop database if exists %s with (force)".formatted(name));
                    run("drop role if exists %s".formatted(name));
                });
    }

    private <T> T onServer(SqlCall<T> call) {
        var server = infra.postgres();
        try (Connection connection = connect("postgres", server.user(), server.password());
                Statement statement = connection.createStatement()) {
            return call.on(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static <T> T get(AdminCall<T> call) {
        try {
            return call.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface AdminCall<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private interface SqlCall<T> {
        T on(Statement statement) throws SQLException;
    }
}
