package io.keepwell.ingest.adapter.kafka;

import io.keepwell.model.Topic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Whether Kafka can be reached and has the topics that this service needs. */
@Singleton
class Topics {

    /** The topics that this service writes to. */
    static final List<String> WRITTEN =
            List.of(
                    Topic.CUSTOMER_EVENTS.topicName(),
                    Topic.UNATTRIBUTED_EVENTS.topicName(),
                    Topic.REJECTED_EVENTS.topicName());

    private static final List<String> NEEDED =
            Stream.concat(WRITTEN.stream(), Stream.of(Topic.REPLAYS.topicName())).toList();

    private final Admin admin;

    Topics(Admin admin) {
        this.admin = admin;
    }

    /** What the broker says of the topics. */
    sealed interface State {

        /** All is there. */
        record Ready() implements State {}

        /**
         * Topics do not exist, or are hidden from us.
         *
         * @param topics their names
         */
        record Missing(List<String> topics) implements State {}

        /**
         * Nobody answers, or not to us.
         *
         * @param why the client's own words
         */
        record Unreachable(String why) implements State {}
    }

    /** Asks; never completes with an exception. */
    CompletionStage<State> state() {
        return admin.listTopics().names().toCompletionStage().handle(Topics::stateOf);
    }

    static State stateOf(@Nullable Set<String> topics, @Nullable Throwable failure) {
        if (topics == null) {
            return new State.Unreachable(String.valueOf(failure));
        }
        List<String> missing = NEEDED.stream().filter(name -> !topics.contains(name)).toList();
        return missing.isEmpty() ? new State.Ready() : new State.Missing(missing);
    }
}
