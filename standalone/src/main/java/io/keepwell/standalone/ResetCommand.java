package io.keepwell.standalone;

import io.keepwell.infra.IdleDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what a deployment on this machine has kept. */
@Command(
        name = "reset",
        description = "Delete what \"up\" keeps on this machine, after asking.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final long MEBIBYTE = 1L << 20;

    private final Home home;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    ResetCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (home.entries().isEmpty()) {
            out.println("Nothing is kept in %s.".formatted(home.folder()));
            return DONE;
        }
        // Not asked of up.json: it is not there while a deployment starts, stops, or has crashed.
        try (IdleDirectory data = IdleDirectory.take(home.infra())) {
            if (!yes && !isAgreed(out)) {
                out.println("Nothing was deleted.");
                return REFUSED;
            }
            ServiceProcess.stopLeftovers(home, out::println);
            delete(data);
        }
        out.println("Deleted %s.".formatted(home.folder()));
        if (Files.exists(home.folder())) {
            out.println("What else is in that folder was left alone.");
        }
        return DONE;
    }

    private void delete(IdleDirectory data) {
        try {
            home.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "not all of %s could be deleted: %s. Begin again with ./keepwell reset"
                            .formatted(home.folder(), e.getMessage()),
                    e);
        }
    }

    private boolean isAgreed(PrintWriter out) throws IOException {
        String entries =
                home.entries().stream()
                        .map(entry -> "" + entry.getFileName())
                        .sorted()
                        .collect(Collectors.joining(", "));
        return Agreement.given(
                out,
                "Delete all accounts, scores, alerts and tasks in %s (%s; %d MiB)?"
                        .formatted(home.folder(), entries, home.size() / MEBIBYTE));
    }
}
