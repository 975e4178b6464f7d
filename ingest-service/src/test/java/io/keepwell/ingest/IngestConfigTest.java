package io.keepwell.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void shouldHaveTheseDefaults() {
        IngestConfig config = config(Map.of());

        assertThat(config.sources()).isEmpty();
        assertThat(config.acknowledgeWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.limits().bodyBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(config.limits().eventBytes()).isEqualTo(32 * 1024);
        assertThat(config.limits().batchEvents()).isEqualTo(2_500);
        assertThat(config.limits().nesting()).isEqualTo(32);
        assertThat(config.limits().inFlightBytes()).isEqualTo(12 * 1024 * 1024);
    }

    @Test
    void shouldReadEverySetting() {
        IngestConfig config =
                config(
                        Map.of(
                                "ingest.sources.crm.keys", "sha256:aa,sha256:bb",
                                "ingest.sources.help-desk.keys[0]", "sha256:cc",
                                "ingest.acknowledge-within", "3s",
                                "ingest.retry-after", "10s",
                                "ingest.limits.body-bytes", "2000",
                                "ingest.limits.event-bytes", "1024",
                                "ingest.limits.batch-events", "7",
                                "ingest.limits.nesting", "5",
                                "ingest.limits.in-flight-bytes", "4000"));

        assertThat(config.sources()).containsOnlyKeys("crm", "help-desk");
        assertThat(config.sources().values())
                .extracting(IngestConfig.SourceConfig::keys)
                .containsExactlyInAnyOrder(List.of("sha256:aa", "sha256:bb"), List.of("sha256:cc"));
        assertThat(config.backfillSecret()).isEqualTo(SECRET);
        assertThat(config.acknowledgeWithin()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.limits().bodyBytes()).isEqualTo(2000);
        assertThat(config.limits().eventBytes()).isEqualTo(1024);
        assertThat(config.limits().batchEvents()).isEqualTo(7);
        assertThat(config.limits().nesting()).isEqualTo(5);
        assertThat(config.limits().inFlightBytes()).isEqualTo(4000);
    }

    @Test
    void shouldRefuseASettingThatDoesNotExist() {
        assertThatThrownBy(() -> config(Map.of("ingest.retry-aftr", "5s")))
                .hasMessageContaining("ingest.retry-aftr");
    }

    @Test
    void shouldNameTheSecretWhenItIsMissing() {
        assertThatThrownBy(() -> build(Map.of())).hasMessageContaining("ingest.backfill-secret");
    }

    private static IngestConfig config(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("ingest.backfill-secret", SECRET);
        return build(all);
    }

    private static IngestConfig build(Map<String, String> settings) {
        var builder =
                new SmallRyeConfigBuilder()
                        .withConverters(new Converter<?>[] {new DurationConverter()})
                        .withMapping(IngestConfig.class);
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(IngestConfig.class);
    }
}
