package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySchemaCommandTest {

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPrintTheSchemaOfAKind() throws IOException {
        assertThat(run("Scorecard")).isZero();
        assertThat(ContractJson.mapper().readTree(out.toString()).path("$ref").asText())
                .isEqualTo("#/$defs/Scorecard");
    }

    @Test
    void shouldWriteAllOfThemIntoAFolder() throws IOException {
        Path folder = directory.resolve("a/schemas");

        assertThat(run("--out", folder.toString())).isZero();

        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written.map(it -> "" + it.getFileName()))
                    .contains("Policy.json", "Scorecard.json", "PolicyTests.json")
                    .hasSize(17);
        }
        assertThat(
                        ContractJson.mapper()
                                .readTree(folder.resolve("Policy.json").toFile())
                                .path("allOf"))
                .hasSize(16);
    }

    @Test
    void shouldSayWhichKindsThereAre() {
        assertThat(run("Scorecart")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no schema of kind 'Scorecart'. Did you mean 'Scorecard'?");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("policy", "schema"));
        all.addAll(List.of(arguments));
        return Keepwell.commandLine(new Home(directory), InstantSource.system())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
