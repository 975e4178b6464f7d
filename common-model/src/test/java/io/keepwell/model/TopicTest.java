package io.keepwell.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTest {

    @ParameterizedTest
    @CsvSource({
        "INBOUND_EVENTS, keepwell.inbound-events, 7",
        "CUSTOMER_EVENTS, keepwell.customer-events, 400",
        "UNATTRIBUTED_EVENTS, keepwell.unattributed-events, 400",
        "REJECTED_EVENTS, keepwell.rejected-events, 30",
        "REPLAYS, keepwell.replays, 7",
        "HEALTH_CHANGES, keepwell.health-changes, 90",
        "ALERTS, keepwell.alerts, 90",
        "TASKS, keepwell.tasks, 90"
    })
    void shouldKeepRecordsForSoManyDays(Topic topic, String name, int days) {
        assertThat(topic.topicName()).isEqualTo(name);
        assertThat(topic.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "" + Duration.ofDays(days).toMillis());
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNTS, keepwell.accounts",
        "POLICIES, keepwell.policies",
        "ERASURES, keepwell.erasures"
    })
    void shouldKeepTheLastRecordOfEachKey(Topic topic, String name) {
        assertThat(topic.topicName()).isEqualTo(name);
        assertThat(topic.settings()).containsOnly(java.util.Map.entry("cleanup.policy", "compact"));
    }

    @Test
    void shouldKeepPoliciesInOneOrderWhateverTheDeploymentsPartitions() {
        assertThat(Topic.POLICIES.partitions(24)).isEqualTo(1);
        assertThat(Topic.CUSTOMER_EVENTS.partitions(24)).isEqualTo(24);
    }
}
