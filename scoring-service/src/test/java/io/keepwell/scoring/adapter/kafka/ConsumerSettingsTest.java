package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerSettingsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    @Test
    void shouldSayHowLongASessionLastsWhereNothingIsSaidOfTheProtocol() {
        assertThat(ConsumerSettings.session(Map.of(), TIMEOUT))
                .containsOnly(
                        entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
                        entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer", "CONSUMER"})
    void shouldTellKafkasClientOnlyWhatItsProtocolTakes(String protocol) {
        // Given
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "group");
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);

        // When
        settings.putAll(ConsumerSettings.session(settings, TIMEOUT));

        // Then: it checks them where they are read
        assertThatCode(() -> new ConsumerConfig(settings)).doesNotThrowAnyException();
    }
}
