package io.keepwell.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
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
    private static final int PIECE = 1 << 20;

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
                new BufferedReader(
                        new InputStreamReader(
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

    /** Prints what is written from now on, whenever something is. */
    private static void follow(Path file, long from, PrintWriter out)
            throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(file.getParent());
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            long at = from;
            while (!out.checkError()) {
                at = print(file, at, out);
                WatchKey news = watch.take();
                news.pollEvents();
                news.reset();
            }
        }
    }

    /** Prints what lies behind a place; the place after it. */
    private static long print(Path file, long from, PrintWriter out) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        // A shorter file was begun anew.
        long at = size < from ? 0 : from;
        while (at < size) {
            try (var in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(at);
                byte[] more = new byte[(int) Math.min(size - at, PIECE)];
                in.readFully(more);
                out.print(new String(more, StandardCharsets.UTF_8));
                out.flush();
                at += more.length;
            }
        }
        return at;
    }
}
