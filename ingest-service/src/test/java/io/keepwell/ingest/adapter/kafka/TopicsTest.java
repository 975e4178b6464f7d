package io.keepwell.ingest.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.Topic;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicsTest {

    private static final Set<String> NEEDED =
            Set.of(
                    "keepwell.customer-events",
                    "keepwell.unattributed-events",
                    "keepwell.rejected-events",
                    "keepwell.replays");

    @Test
    void shouldBeReadyWithTheTopicsThatAreWrittenAndTheOneThatIsRead() {
        assertThat(Topics.stateOf(NEEDED, null)).isEqualTo(new Topics.State.Ready());
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"CUSTOMER_EVENTS", "UNATTRIBUTED_EVENTS", "REJECTED_EVENTS", "REPLAYS"})
    void shouldNameATopicThatIsMissing(Topic missing) {
        var topics = new TreeSet<>(NEEDED);
        topics.remove(missing.topicName());

        assertThat(Topics.stateOf(topics, null))
                .isInstanceOfSatisfying(
                        Topics.State.Missing.class,
                        it -> assertThat(it.topics()).containsExactly(missing.topicName()));
    }
}
