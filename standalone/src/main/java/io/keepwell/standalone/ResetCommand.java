package io.keepwell.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        if (home.isEmpty()) {
            out.println("Nothing is kept in %s.".formatted(home.folder()));
            return DONE;
        }
        Optional<Deployment> running = Deployment.running(home);
        if (running.isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "keepwell: process %d runs on %s; stop it first, with Ctrl-C or kill %1$d."
                                    .formatted(running.get().process().pid(), home.folder()));
            return REFUSED;
        }
        if (!yes && !isAgreed(out)) {
            out.println("Nothing was deleted.");
            return REFUSED;
        }
        home.delete();
        out.println("Deleted %s.".formatted(home.folder()));
        return DONE;
    }

    private boolean isAgreed(PrintWriter out) throws IOException {
        out.print(
                "Delete all accounts, scores, alerts and tasks in %s (%d MiB)? Type \"yes\": "
                        .formatted(home.folder(), home.size() / MEBIBYTE));
        out.flush();
        // Not closed: standard input is not ours to close.
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String answer = in.readLine();
        return answer != null && answer.strip().equals("yes");
    }
}
