package io.keepwell.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void shouldHaveTheseDefaults() {
        IngestConfig config = config(Map.of());

        assertThat(config.sources()).isEmpty();
        assertThat(config.readSourcesEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.publicUrl()).isEmpty();
        assertThat(config.limits().bodyWithin()).isEqualTo(Duration.ofSeconds(30));
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
                        Map.ofEntries(
                                Map.entry("ingest.sources", "/etc/keepwell/sources"),
                                Map.entry("ingest.read-sources-every", "1m"),
                                Map.entry("ingest.public-url", "https://events.acme.example"),
                                Map.entry("ingest.limits.body-within", "10s"),
                                Map.entry("ingest.acknowledge-within", "3s"),
                                Map.entry("ingest.retry-after", "10s"),
                                Map.entry("ingest.limits.body-bytes", "2000"),
                                Map.entry("ingest.limits.event-bytes", "1024"),
                                Map.entry("ingest.limits.batch-events", "7"),
                                Map.entry("ingest.limits.nesting", "5"),
                                Map.entry("ingest.limits.in-flight-bytes", "4000")));

        assertThat(config.sources()).contains(Path.of("/etc/keepwell/sources"));
        assertThat(config.readSourcesEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.publicUrl()).contains(URI.create("https://events.acme.example"));
        assertThat(config.limits().bodyWithin()).isEqualTo(Duration.ofSeconds(10));
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
