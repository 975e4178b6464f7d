package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load program measures what it says, however fast this machine is. */
class BenchST {

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldMeasureTheServiceBesideAPlainProducer() throws IOException {
        // Given
        Path file = folder.resolve("figures.json");

        // When
        Script.Result result =
                new Script(folder)
                        .run(
                                "bench",
                                "ingest",
                                "--only",
                                "service,producer",
                                "--seconds",
                                "1",
                                "--warm-up",
                                "1",
                                "--connections",
                                "4",
                                "--json",
                                file.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("ingest ", "plain producer", "Aim, batches of 50");
        JsonNode measurements = new ObjectMapper().readTree(file.toFile()).get("measurements");
        assertThat(measurements).hasSize(4);
        assertThat(measurements)
                .allSatisfy(it -> {
                    int batch = it.get("batch").asInt();
                    assertThat(it.at("/full/events").asLong()).isPositive();
                    assertThat(it.at("/full/events").asLong() % batch).isZero();
                    assertThat(it.get("cpuMicros").asDouble()).isPositive();
                    assertThat(it.get("allocatedBytes").asDouble()).isPositive();
                });
    }

    @Test
    void shouldMeasureTheFoldAndCountEveryEvent() throws IOException {
        // Given
        Path file = folder.resolve("figures.json");

        // When
        Script.Result result =
                new Script(folder)
                        .run(
                                "bench",
                                "fold",
                                "--only",
                                "service",
                                "--per-account",
                                "5",
                                "--hot",
                                "5",
                                "--accounts",
                                "50",
                                "--warm-up",
                                "1000",
                                "--events",
                                "5000",
                                "--json",
                                file.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("scoring keeps 70 % of its events/s");
        JsonNode measurements = new ObjectMapper().readTree(file.toFile()).get("measurements");
        assertThat(measurements).hasSize(2);
        assertThat(measurements)
                .allSatisfy(it -> {
                    assertThat(it.get("events").asLong()).isPositive();
                    assertThat(it.get("duplicates").asLong()).isPositive();
                    assertThat(it.get("changes").asLong()).isPositive();
                    assertThat(it.get("targetCpuMicros").asDouble()).isPositive();
                    assertThat(it.get("postgresCpuMicros").asDouble()).isPositive();
                });
    }

    @Test
    void shouldRefuseAWarmUpInWhichNotAllAccountsAreJudged() {
        Script.Result result =
                new Script(folder).run("bench", "fold", "--per-account", "5", "--warm-up", "10");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--warm-up must let every account have 2 turns");
    }

    @Test
    void shouldSayWhatAPeerNeeds() {
        Script.Result result = new Script(folder).run("bench", "ingest", "--only", "peer");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--only peer needs a --url");
    }
}
