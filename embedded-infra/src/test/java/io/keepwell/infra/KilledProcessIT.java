package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = SharedInfra.PROPERTY,
        matches = "containers",
        disabledReason = "containers do not belong to the process that dies")
class KilledProcessIT {

    @TempDir private Path parent;

    @Test
    void shouldAdoptTheDirectoryOfAKilledProcess()
            throws IOException, SQLException, ExecutionException, InterruptedException {
        // Given
        Path root = parent.resolve("data");
        InfraOptions options = InfraOptions.keptIn(root).withPorts(Ports.free(), Ports.free());
        Process process = launch(new ChildJvm(InfraProcess.class).with(options));
        ProcessHandle leftover = postmasterOf(root);
        // When
        process.destroyForcibly().waitFor();
        assertThat(leftover.isAlive()).isTrue();
        try (Infra infra = EmbeddedInfra.start(options)) {
            // Then
            assertThat(Postmaster.hasEnded(leftover, Duration.ofSeconds(1))).isTrue();
            assertThat(
                            new Topic(infra.kafka().bootstrapServers(), InfraProcess.TOPIC)
                                    .receive(Map.of(), InfraProcess.VALUES.size()))
                    .containsExactlyInAnyOrderElementsOf(InfraProcess.VALUES);
            assertThat(new Sql(infra.postgres(), "postgres").query("select v from t order by v"))
                    .containsExactlyElementsOf(InfraProcess.VALUES);
        }
        assertThat(root.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void shouldRefuseTheDirectoryOfALivingProcessAndNameIt()
            throws IOException, InterruptedException {
        // Given
        Process process = launch(new ChildJvm(DirectoryProcess.class).with(parent));
        try {
            // When
            assertThatThrownBy(() -> EmbeddedInfra.start(InfraOptions.keptIn(parent)))
                    // Then
                    .isInstanceOf(InfraException.class)
                    .hasMessageContaining("in use by process %d", process.pid())
                    .hasMessageContaining("choose another data directory");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldClearAwayTheTemporaryDirectoryOfAKilledProcess()
            throws IOException, InterruptedException {
        // Given
        Process process =
                launch(
                        new ChildJvm(InfraProcess.class)
                                .with("-Djava.io.tmpdir=" + parent)
                                .with(InfraOptions.throwaway()));
        Path root;
        try (var found = Files.newDirectoryStream(parent, "keepwell-infra-*")) {
            root = found.iterator().next();
        }
        ProcessHandle leftover = postmasterOf(root);
        process.destroyForcibly().waitFor();
        // When
        DataDirectory.deleteAbandoned(parent);
        // Then
        assertThat(Postmaster.hasEnded(leftover, Duration.ofSeconds(1))).isTrue();
        assertThat(root).doesNotExist();
    }

    private static Process launch(ChildJvm child) throws IOException {
        Process process = child.builder().start();
        try (BufferedReader reader = process.inputReader()) {
            List<String> lines =
                    reader.lines().takeWhile(line -> !line.equals(ChildJvm.READY)).toList();
            assertThat(process.isAlive()).as("%s", lines).isTrue();
        }
        return process;
    }

    private static ProcessHandle postmasterOf(Path root) throws IOException {
        String pid = Files.readAllLines(root.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
