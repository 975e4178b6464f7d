package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.scoring.application.erasure.ErasureTopic;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the broker whether the topic of erasures is there and may be written. */
final class KafkaErasureTopic implements ErasureTopic {

    private final Admin admin;
    private final String topic;
    private final Duration atMost;

    /**
     * With an admin client of the service's rights.
     *
     * @param admin asks
     * @param topic the topic's name
     * @param atMost how long the broker may take
     */
    KafkaErasureTopic(Admin admin, String topic, Duration atMost) {
        this.admin = admin;
        this.topic = topic;
        this.atMost = atMost;
    }

    /** On the topic of the contract. */
    static KafkaErasureTopic of(Admin admin, Duration atMost) {
        return new KafkaErasureTopic(admin, Topic.ERASURES.topicName(), atMost);
    }

    @Override
    public Uni<Optional<String>> obstacle() {
        var options =
                new DescribeTopicsOptions()
                        .includeAuthorizedOperations(true)
                        .timeoutMs((int) atMost.toMillis());
        return Uni.createFrom()
                .completionStage(() ->
                        admin.describeTopics(List.of(topic), options)
                                .allTopicNames()
                                .toCompletionStage())
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(found -> obstacle(found.get(topic)))
                .onFailure()
                .recoverWithItem((Throwable e) -> obstacle(e));
    }

    private Optional<String> obstacle(@Nullable TopicDescription description) {
        if (description == null) {
            return Optional.of(missing());
        }
        Set<AclOperation> operations = description.authorizedOperations();
        // A broker that does not tell has nothing against it.
        return operations == null
                        || operations.isEmpty()
                        || operations.contains(AclOperation.WRITE)
                        || operations.contains(AclOperation.ALL)
                ? Optional.empty()
                : Optional.of(forbidden());
    }

    private Optional<String> obstacle(Throwable failure) {
        return switch (cause(failure)) {
            case UnknownTopicOrPartitionException _ -> Optional.of(missing());
            case TopicAuthorizationException _ -> Optional.of(forbidden());
            // A broker that is away holds nothing up that would not wait anyway.
            case Throwable _ -> Optional.empty();
        };
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private String missing() {
        return "topic %s does not exist; run the init step, which makes it. Nothing was erased"
                .formatted(topic);
    }

    private String forbidden() {
        return "topic %s may not be written by this service; give it the right. Nothing was erased"
                .formatted(topic);
    }
}
