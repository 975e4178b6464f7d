package io.keepwell.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps what tests and load programs have measured in {@code target/measured.txt}. */
public final class Measured {

    private static final Path FILE = Path.of("target", "measured.txt");

    private Measured() {}

    /** Adds a figure, which no test judges by. */
    public static void note(String what, Object figure) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            Files.writeString(
                    FILE,
                    "%s  %s: %s%n".formatted(now, what, figure),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
