package io.keepwell.ingest.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestSettingsTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    @Test
    void shouldPromiseThatNothingAcknowledgedIsLost() {
        assertThat(IngestSettings.producer(config(Map.of()), WITHIN))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 0)
                .containsEntry("delivery.timeout.ms", 5_000)
                .containsEntry("request.timeout.ms", 2_500);
    }

    @Test
    void shouldPassOnWhatIsConfigured() {
        Config config =
                config(
                        Map.of(
                                "kafka.bootstrap.servers", "b:9093",
                                "kafka.security.protocol", "SASL_SSL",
                                "kafka.linger.ms", "1",
                                "kafka.unknown", "x"));

        assertThat(IngestSettings.producer(config, WITHIN))
                .containsEntry("bootstrap.servers", "b:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "1")
                .doesNotContainKey("unknown");
        assertThat(IngestSettings.admin(config, WITHIN))
                .containsEntry("security.protocol", "SASL_SSL")
                .doesNotContainKey("linger.ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "enable.idempotence",
                "max.block.ms",
                "delivery.timeout.ms",
                "retries"
            })
    void shouldRefuseToBreakAPromise(String name) {
        assertThatThrownBy(
                        () -> IngestSettings.producer(config(Map.of("kafka." + name, "1")), WITHIN))
                .hasMessageStartingWith("kafka." + name + " cannot be configured");
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
