package io.keepwell.init.kafka;

import io.keepwell.model.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The cluster's topics, as far as they are ours. */
final class TopicCatalog {

    private final Admin admin;

    TopicCatalog(Admin admin) {
        this.admin = admin;
    }

    /** Those of the topics that the cluster has. */
    Map<Topic, ExistingTopic> describe(Collection<Topic> topics) {
        Map<String, KafkaFuture<TopicDescription>> calls =
                admin.describeTopics(topics.stream().map(Topic::topicName).toList())
                        .topicNameValues();
        Map<Topic, TopicDescription> found = new EnumMap<>(Topic.class);
        for (Topic topic : topics) {
            try {
                found.put(topic, KafkaCalls.get(calls, topic.topicName()));
            } catch (UnknownTopicOrPartitionException e) {
                // It is not there; that is an answer.
                found.remove(topic);
            }
        }
        return withSettings(found);
    }

    /**
     * Creates topics.
     *
     * @param validateOnly to have the broker check it and do nothing
     * @return the error of each topic, or empty where it went well
     */
    Map<Topic, Optional<KafkaException>> create(
            Collection<Topic> topics, TopicOptions options, boolean validateOnly) {
        List<NewTopic> wanted = topics.stream().map(topic -> newTopic(topic, options)).toList();
        Map<String, KafkaFuture<Void>> calls =
                admin.createTopics(wanted, new CreateTopicsOptions().validateOnly(validateOnly))
                        .values();
        Map<Topic, Optional<KafkaException>> results = new EnumMap<>(Topic.class);
        for (Topic topic : topics) {
            results.put(topic, errorOf(calls, topic.topicName()));
        }
        return results;
    }

    /**
     * Waits until the leader of every partition answers for it, for as long as a call may take. The
     * cluster names a leader a moment before that broker knows it. What a producer sends in this
     * moment may arrive out of order; the batch that comes late is then refused again and again
     * until it expires, two minutes later.
     *
     * @return the topics with a partition that nobody answers for
     */
    Set<Topic> awaitAnswers(Collection<ExistingTopic> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (ExistingTopic existing : topics) {
            for (int partition = 0; partition < existing.partitions(); partition++) {
                ends.put(
                        new TopicPartition(existing.topic().topicName(), partition),
                        OffsetSpec.latest());
            }
        }
        // The client asks again by itself where a broker does not lead yet, not where it knows of
        // no
        // such topic.
        ListOffsetsResult answers = admin.listOffsets(ends);
        Set<Topic> silent = EnumSet.noneOf(Topic.class);
        for (ExistingTopic existing : topics) {
            for (int partition = 0; partition < existing.partitions(); partition++) {
                var asked = new TopicPartition(existing.topic().topicName(), partition);
                try {
                    KafkaCalls.get(answers.partitionResult(asked));
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    silent.add(existing.topic());
                }
            }
        }
        return silent;
    }

    /** Sets some settings of a topic, leaving its others alone. */
    void set(Topic topic, Map<String, String> settings) {
        Collection<AlterConfigOp> changes = new ArrayList<>();
        settings.forEach((name, value) ->
                changes.add(
                        new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        KafkaCalls.get(admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
    }

    private Map<Topic, ExistingTopic> withSettings(Map<Topic, TopicDescription> found) {
        Map<ConfigResource, KafkaFuture<Config>> calls =
                admin.describeConfigs(found.keySet().stream().map(TopicCatalog::resource).toList())
                        .values();
        Map<Topic, ExistingTopic> existing = new EnumMap<>(Topic.class);
        found.forEach((topic, description) -> {
            try {
                existing.put(
                        topic,
                        existing(topic, description, KafkaCalls.get(calls, resource(topic))));
            } catch (UnknownTopicOrPartitionException e) {
                // One broker knows it already, another does not: not there yet.
                existing.remove(topic);
            }
        });
        return existing;
    }

    private static ExistingTopic existing(Topic topic, TopicDescription is, Config config) {
        List<TopicPartitionInfo> partitions = is.partitions();
        return new ExistingTopic(
                topic,
                partitions.size(),
                partitions.getFirst().replicas().size(),
                partitions.stream().allMatch(TopicCatalog::hasLeader),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private static boolean hasLeader(TopicPartitionInfo partition) {
        return partition.leader() != null && !partition.leader().isEmpty();
    }

    private static NewTopic newTopic(Topic topic, TopicOptions options) {
        Optional<Short> copies =
                Optional.of(options.replicationFactor())
                        .filter(factor -> factor != TopicOptions.REPLICATION_AS_THE_BROKER);
        return new NewTopic(
                        topic.topicName(),
                        Optional.of(topic.partitions(options.partitions())),
                        copies)
                .configs(topic.settings());
    }

    private static Optional<KafkaException> errorOf(
            Map<String, KafkaFuture<Void>> calls, String name) {
        try {
            KafkaCalls.get(calls, name);
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(e);
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }
}
