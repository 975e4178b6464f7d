package io.keepwell.infra;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics that can be written to. */
public final class NewTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NewTopics() {}

    /**
     * Creates topics, and returns when the leader of every partition says so itself. A broker
     * answers that a topic is created a moment before it takes records. What is sent in this moment
     * may arrive out of order, and the batch that comes late is refused until it expires.
     *
     * @throws InfraException if the broker refuses one, or does not know of it for 30 seconds
     */
    public static void create(String bootstrapServers, Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            get(admin.createTopics(topics).all());
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (NewTopic topic : topics) {
                for (int partition = 0; partition < topic.numPartitions(); partition++) {
                    ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            awaitAnswers(admin, ends);
        }
    }

    /** The client asks a leader again that does not know of it yet, but not for unknown topics. */
    private static void awaitAnswers(Admin admin, Map<TopicPartition, OffsetSpec> ends) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean isAnswered = false;
        while (!isAnswered) {
            try {
                get(admin.listOffsets(ends).all());
                isAnswered = true;
            } catch (InfraException e) {
                boolean isUnknown =
                        e.getCause() instanceof ExecutionException cause
                                && cause.getCause() instanceof UnknownTopicOrPartitionException;
                if (!isUnknown || System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    private static <T> void get(KafkaFuture<T> answer) {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw new InfraException("Topics cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while creating topics", e);
        }
    }
}
