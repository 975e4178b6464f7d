package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration, which takes two minutes and a half on a machine with two cores. */
class DemoST {

    private static final long SECONDS_MAX = 900;

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldShowOfEachKindOfCustomerWhatWasDeclared() throws Exception {
        // Given
        Path home = folder.resolve("home");
        String[] demo = LocalUp.arguments("demo");
        String[] once =
                Stream.concat(Arrays.stream(demo), Stream.of("--exit", "--json"))
                        .toArray(String[]::new);

        // When
        Script.Result result = new Script(home).runFor(SECONDS_MAX, once);

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode facts = new ObjectMapper().readTree(result.out());
        assertThat(facts.get("met").asBoolean()).isTrue();
        assertThat(facts.at("/events/accepted").asLong()).isGreaterThan(200_000);
        assertThat(facts.at("/events/rejected").asLong()).isZero();
        assertThat(facts.at("/events/counted/quarantined").asLong()).isZero();
        assertThat(accounts(facts, "red")).isGreaterThan(80);
        assertThat(accounts(facts, "unknown")).isEqualTo(10);
        assertThat(facts.get("archetypes"))
                .hasSize(10)
                .allSatisfy(it -> assertThat(it.get("enough").asBoolean()).isTrue());
        assertThat(facts.get("endangered")).hasSize(10);
        assertThat(facts.at("/tasks/open").asLong()).isPositive();
        assertThat(result.err()).contains("Stopped. The data is kept in");
        assertThat(LocalUp.processes(home, demo)).isEmpty();
    }

    private static long accounts(JsonNode facts, String status) {
        return StreamSupport.stream(facts.get("accounts").spliterator(), false)
                .filter(it -> it.get("status").asText().equals(status))
                .mapToLong(it -> it.get("accounts").asLong())
                .sum();
    }
}
