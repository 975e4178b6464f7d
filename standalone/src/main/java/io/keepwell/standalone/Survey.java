package io.keepwell.standalone;

import io.keepwell.model.Topic;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What a deployment holds, as its broker and its database tell.
 *
 * @param topics the topics that exist, in the contract's order
 * @param databases Keepwell's databases, by name
 */
record Survey(List<TopicFigures> topics, List<DatabaseFigures> databases) {

    /** How long the broker and the database may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A topic.
     *
     * @param topic its name
     * @param partitions how many it has
     * @param records how many offsets lie between its first and its last; marks of transactions and
     *     compacted records count too
     */
    record TopicFigures(String topic, int partitions, long records) {}

    /**
     * A database.
     *
     * @param database its name
     * @param bytes what it takes on disk
     */
    record DatabaseFigures(String database, long bytes) {}

    /**
     * Asks a running deployment.
     *
     * @throws SurveyException when one of the two does not answer in time
     */
    static Survey of(Deployment deployment) {
        return new Survey(topics(deployment.kafka()), databases(deployment));
    }

    private static List<TopicFigures> topics(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            var there = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            List<String> ours =
                    Arrays.stream(Topic.values())
                            .map(Topic::topicName)
                            .filter(there::contains)
                            .toList();
            var partitions = partitions(admin, ours);
            var first = offsets(admin, partitions, OffsetSpec.earliest());
            var last = offsets(admin, partitions, OffsetSpec.latest());
            return ours.stream().map(topic -> figures(topic, first, last)).toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new SurveyException("Kafka at %s does not answer".formatted(bootstrapServers), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SurveyException("interrupted", e);
        }
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream()
                                .map(at -> new TopicPartition(topic.name(), at.partition())))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, ListOffsetsResultInfo> told = admin.listOffsets(asked).all().get();
        return told.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
    }

    private static TopicFigures figures(
            String topic, Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
        List<TopicPartition> partitions =
                last.keySet().stream().filter(at -> at.topic().equals(topic)).toList();
        long records =
                partitions.stream()
                        .mapToLong(at -> last.getOrDefault(at, 0L) - first.getOrDefault(at, 0L))
                        .sum();
        return new TopicFigures(topic, partitions.size(), records);
    }

    private static List<DatabaseFigures> databases(Deployment deployment) {
        String url =
                "jdbc:postgresql://%s/postgres?connectTimeout=%d&socketTimeout=%2$d"
                        .formatted(deployment.postgres(), PATIENCE.toSeconds());
        try (var connection =
                        DriverManager.getConnection(
                                url, deployment.postgresUser(), deployment.postgresPassword());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select datname, pg_database_size(oid)
                                from pg_database where datname like 'keepwell\\_%' order by datname
                                """)) {
            var found = new ArrayList<DatabaseFigures>();
            while (rows.next()) {
                found.add(new DatabaseFigures(rows.getString(1), rows.getLong(2)));
            }
            return found;
        } catch (SQLException e) {
            throw new SurveyException(
                    "PostgreSQL at %s does not answer".formatted(deployment.postgres()), e);
        }
    }

    /** The broker or the database did not answer. */
    static final class SurveyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SurveyException(String message, Throwable cause) {
            super(message + ": " + cause.getMessage(), cause);
        }
    }
}
