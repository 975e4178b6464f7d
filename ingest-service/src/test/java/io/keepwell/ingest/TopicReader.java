package io.keepwell.ingest;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.testing.TestTopics;
import java.util.List;
import java.util.function.Predicate;

/** Reads what is on a topic at this moment: nothing is waited for. */
public final class TopicReader {

    private TopicReader() {}

    /** The customer events that a test asks for, in order within each partition. */
    public static List<CustomerEventV1> events(Predicate<CustomerEventV1> wanted) {
        return TestTopics.records(Topic.CUSTOMER_EVENTS).stream()
                .map(TestTopics::message)
                .filter(CustomerEventV1.class::isInstance)
                .map(CustomerEventV1.class::cast)
                .filter(wanted)
                .toList();
    }

    /** The rejected events that a test asks for. */
    public static List<RejectedEventV1> rejected(Predicate<RejectedEventV1> wanted) {
        return TestTopics.records(Topic.REJECTED_EVENTS).stream()
                .map(TestTopics::message)
                .map(RejectedEventV1.class::cast)
                .filter(wanted)
                .toList();
    }

    /** What is left for users whose account is not known, and what is known of them, by a test. */
    public static List<Message> ofUsers(Predicate<Message> wanted) {
        return TestTopics.messages(Topic.UNATTRIBUTED_EVENTS).stream().filter(wanted).toList();
    }
}
