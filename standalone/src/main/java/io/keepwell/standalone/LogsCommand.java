package io.keepwell.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a service has said. */
@Command(
        name = "logs",
        description = "Print what a service on this machine has said.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: printed", "1: it has not said anything yet", "2: no such service"})
final class LogsCommand implements Callable<Integer> {

    /** Whose logs there are; {@code infra} is the broker and the database. */
    private static final List<String> NAMES =
            List.of("infra", "ingest", "scoring", "alerting", "playbook");

    private static final int DONE = 0;
    private static final int NOTHING = 1;
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Home home;

    @Parameters(paramLabel = "SERVICE", description = "infra, ingest, scoring, alerting, playbook")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it says from now on, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "LINES",
            defaultValue = "50",
            description = "How many lines of the end. Default: ${DEFAULT-VALUE}")
    private int lines;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    LogsCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!NAMES.contains(service)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is no service; there are %s"
                            .formatted(service, String.join(", ", NAMES)));
        }
        if (lines < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--lines must be 0 or more, was %d".formatted(lines));
        }
        Path file = file();
        if (!Files.exists(file)) {
            spec.commandLine()
                    .getErr()
                    .println("keepwell: %s has not said anything in %s".formatted(service, file));
            return NOTHING;
        }
        PrintWriter out = spec.commandLine().getOut();
        long end = Files.size(file);
        last(file).forEach(out::println);
        out.flush();
        if (follow) {
            follow(file, end, out);
        }
        return DONE;
    }

    /** The broker's log is turned; the newest part has number 0 once there are several. */
    private Path file() {
        Path file = home.logs().resolve(service + ".log");
        Path newest = home.logs().resolve(service + ".log.0");
        return Files.exists(newest) ? newest : file;
    }

    private ArrayDeque<String> last(Path file) throws IOException {
        var last = new ArrayDeque<String>();
        // What a crash cut off may be no text; it is shown as far as it is.
        try (var reader =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last.addLast(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            }
        }
        return last;
    }

    private static void follow(Path file, long from, PrintWriter out)
            throws IOException, InterruptedException {
        long at = from;
        while (!out.checkError()) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size < at) {
                // Begun anew.
                at = 0;
            }
            if (size > at) {
                try (var in = new RandomAccessFile(file.toFile(), "r")) {
                    in.seek(at);
                    byte[] more = new byte[(int) Math.min(size - at, 1 << 20)];
                    in.readFully(more);
                    out.print(new String(more, StandardCharsets.UTF_8));
                    out.flush();
                    at += more.length;
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
