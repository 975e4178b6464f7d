package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.infra.IdleDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetCommandTest {

    private static final long PATIENCE_SECONDS = 30;

    @TempDir private Path parent;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Home home = new Home(Path.of(""));

    @BeforeEach
    void keepSomething() throws IOException {
        home = new Home(parent.resolve("home"));
        Files.createDirectories(home.infra().resolve("kafka"));
        Files.createDirectories(home.secrets().resolve("roles"));
        Files.writeString(home.demoFile(), "{}");
        Files.writeString(home.infra().resolve("kafka/0.log"), "events");
        Files.writeString(home.secrets().resolve("roles/keepwell_scoring"), "secret");
    }

    @Test
    void shouldDeleteAllThatIsKept() {
        int code = reset();

        assertThat(code).isZero();
        assertThat(out.toString()).contains("Deleted " + home.folder());
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void shouldDeleteNothingWhileSomebodyWorksOnTheDataThoughUpJsonIsNotThere() {
        int code;
        try (IdleDirectory _ = IdleDirectory.take(home.infra())) {
            code = reset();
        }

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("is in use by", home.infra().toString())
                .doesNotContain("\tat ");
        assertThat(home.infra().resolve("kafka/0.log")).exists();
        assertThat(home.secrets().resolve("roles/keepwell_scoring")).exists();
    }

    @Test
    void shouldStopTheServicesThatAKilledRunLeftBehind() throws Exception {
        // Given
        Process leftover = new ProcessBuilder("sleep", "600").start();
        LiveProcess.of(leftover.toHandle()).write(home.run().resolve("scoring.json"));

        // When
        int code = reset();

        // Then
        assertThat(code).isZero();
        assertThat(leftover.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(out.toString()).contains("stopping scoring", "" + leftover.pid());
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void shouldLeaveAloneWhatSomebodyElseKeepsInTheFolder() throws IOException {
        // Given
        Path thesis = Files.writeString(home.folder().resolve("thesis.txt"), "years of work");

        // When
        int code = reset();

        // Then
        assertThat(code).isZero();
        assertThat(thesis).hasContent("years of work");
        assertThat(home.folder().toFile().list()).containsExactly("thesis.txt");
        assertThat(out.toString()).contains("left alone");
    }

    @Test
    void shouldDeleteWhatALinkLeadsToOnlyWhereItIsTheData() throws IOException {
        // Given
        Path disk = parent.resolve("disk");
        Files.createDirectories(disk.resolve("kafka"));
        home = new Home(parent.resolve("linked"));
        Files.createDirectories(home.folder());
        Files.createSymbolicLink(home.infra(), disk);
        Path album = parent.resolve("album");
        Files.createDirectories(album.resolve("2026"));
        Files.createSymbolicLink(home.logs(), album);

        // When
        int code = reset();

        // Then
        assertThat(code).isZero();
        assertThat(home.folder()).doesNotExist();
        assertThat(disk).doesNotExist();
        assertThat(album.resolve("2026")).exists();
    }

    private int reset() {
        return Keepwell.commandLine(home, InstantSource.system())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("reset", "--yes");
    }
}
