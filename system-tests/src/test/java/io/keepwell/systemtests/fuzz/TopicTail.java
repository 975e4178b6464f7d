package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.Topics;
import io.keepwell.systemtests.fuzz.Kept.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the service writes, from where it ended the last time. */
final class TopicTail implements AutoCloseable {

    static final List<Topic> TOPICS =
            List.of(Topic.CUSTOMER_EVENTS, Topic.UNATTRIBUTED_EVENTS, Topic.REJECTED_EVENTS);

    private static final Pattern TOKEN = Pattern.compile("fz\\d+i\\d+z");

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    TopicTail(String servers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "enable.auto.commit", "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                TOPICS.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that has been acknowledged since the last time. */
    void readTo(Consumer<Kept> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
            consumer.poll(Duration.ofMillis(200))
                    .forEach(it -> kept(Topics.message(it)).ifPresent(reader));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Marks of backfill runs are of nobody's items. */
    private static Optional<Kept> kept(Message message) {
        return switch (message) {
            case CustomerEventV1 it ->
                    of(it.source().value(), it.receivedAt(), Sort.EVENT, it.id());
            case UnattributedEventV1 it ->
                    of(it.source().value(), it.receivedAt(), Sort.EVENT, it.id());
            case IdentityLinkedV1 it ->
                    of(it.source().value(), it.receivedAt(), Sort.LINK, it.id());
            case IdentityMergedV1 it ->
                    of(it.source().value(), it.receivedAt(), Sort.MERGE, it.id());
            case RejectedEventV1 it ->
                    Optional.of(
                            new Kept(
                                    it.source().value(),
                                    it.rejectedAt().toEpochMilli(),
                                    Sort.REJECTION,
                                    "",
                                    tokens(it)));
            default -> Optional.empty();
        };
    }

    private static Optional<Kept> of(String source, Instant receivedAt, Sort sort, String id) {
        return Optional.of(new Kept(source, receivedAt.toEpochMilli(), sort, id, Set.of()));
    }

    private static Set<String> tokens(RejectedEventV1 rejection) {
        Stream<String> texts =
                Stream.of(
                        new String(rejection.sent(), ISO_8859_1),
                        rejection.eventId() == null ? "" : rejection.eventId());
        return texts.flatMap(text -> TOKEN.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
