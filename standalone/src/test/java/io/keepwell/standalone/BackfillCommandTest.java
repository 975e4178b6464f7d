package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillCommandTest {

    private static final String MAPPING =
            """
            kind: Mapping
            id: logins
            dates: {formats: [iso]}
            files:
            - id: logins
              name: logins.csv
              columns: [account, at]
              account: account
              events:
              - {type: usage.session-started, occurredAt: date(at)}
            """;

    @TempDir private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path mapping = Path.of("");

    @BeforeEach
    void write() throws IOException {
        mapping = Files.writeString(directory.resolve("logins.yaml"), MAPPING);
        Files.writeString(
                directory.resolve("logins.csv"), "account,at\nacme,2026-11-20\nbolt,2024-01-01\n");
    }

    @Test
    void shouldShowWhatItWouldSendThoughNothingRuns() {
        // When
        int code = run("backfill", "" + directory, "--mapping", "" + mapping, "--dry-run");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "file rows read events made duplicate too late rows rejected",
                        "logins.csv 2 2 - 1 0")
                .anyMatch(line -> line.contains("\"accountId\":\"acme\""));
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void shouldEndWithOneWhereRowsAreRejected() throws IOException {
        // Given
        Files.writeString(directory.resolve("logins.csv"), "account,at\nacme,soon\n");

        // When
        int code =
                run("backfill", "" + directory, "--mapping", "" + mapping, "--dry-run", "--json");

        // Then
        assertThat(code).isOne();
        assertThat(out.toString()).contains("\"line\" : 2", "'soon' is no date");
    }

    @Test
    void shouldSayWhatIsWrongWithTheMapping() throws IOException {
        // Given
        Files.writeString(mapping, MAPPING.replace("date(at)", "date(att)"));

        // When
        int code = run("backfill", "" + directory, "--mapping", "" + mapping);

        // Then
        assertThat(code).isOne();
        assertThat(out.toString())
                .contains("logins.yaml:10:52: there is no column 'att'. Did you mean 'at'?");
    }

    @Test
    void shouldSayThatNothingRuns() {
        // When
        int code = run("backfill", "" + directory, "--mapping", "" + mapping);

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("start it with ./keepwell up", "--ingest");
    }

    @Test
    void shouldWantAMappingAndAKeyForAnotherDeployment() {
        assertThat(run("backfill", "" + directory)).isEqualTo(2);
        assertThat(
                        run(
                                "backfill",
                                "" + directory,
                                "--mapping",
                                "" + mapping,
                                "--key",
                                "",
                                "--ingest",
                                "http://localhost:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--mapping", "--key");
    }

    private int run(String... arguments) {
        var commandLine =
                Keepwell.commandLine(
                        new Home(directory.resolve("home")),
                        InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
