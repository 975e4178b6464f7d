package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogsCommandTest {

    @TempDir private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void say() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/scoring.log"), "one\ntwo\nthree\n");
    }

    @Test
    void shouldPrintTheLastLines() {
        assertThat(run("logs", "scoring", "-n", "2")).isZero();
        assertThat(out.toString().lines()).containsExactly("two", "three");
    }

    @Test
    void shouldAnswerAnUnknownNameWithTheList() {
        assertThat(run("logs", "scorign")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "\"scorign\" is no service", "infra, ingest, scoring, alerting, playbook");
    }

    @Test
    void shouldSayWhenAServiceHasNotSaidAnything() {
        assertThat(run("logs", "ingest")).isEqualTo(1);
        assertThat(err.toString()).contains("ingest has not said anything");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Keepwell.commandLine(new Home(folder), InstantSource.system());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
