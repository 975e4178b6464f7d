package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door: it helps, and says what it misses. */
class ScriptST {

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldListItsCommandsWhenAskedForHelp() {
        Script.Result help = new Script(folder).run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: ./keepwell COMMAND", "up ", "test ", "KEEPWELL_JDK")
                .contains("plays show|tick|close PLAY", "portfolio plays");
    }

    @Test
    void shouldTellItsVersion() {
        Script.Result version = new Script(folder).run("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("Keepwell \\d+\\.\\d+\\.\\d+.*\\s*");
    }

    @Test
    void shouldSayWhichJdkItNeedsWhenTheNamedOneIsAnother() throws IOException {
        // Given
        aJdk(folder.resolve("jdk"), "21.0.4");

        // When
        Script.Result status =
                new Script(folder)
                        .with("KEEPWELL_JDK", folder.resolve("jdk").toString())
                        .run("status");

        // Then
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.err()).contains("which is not a JDK 25", "or unset it");
    }

    @Test
    void shouldRefuseACommandThatItDoesNotKnow() {
        Script.Result result = new Script(folder).run("upp");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Unmatched argument", "upp");
    }

    @Test
    void shouldSayThatNothingRuns() {
        Script.Result status = new Script(folder.resolve("home")).run("status");

        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("Nothing runs on", "./keepwell up");
    }

    private static void aJdk(Path jdk, String version) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Path javac = Files.createFile(jdk.resolve("bin/javac"));
        Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    }
}
