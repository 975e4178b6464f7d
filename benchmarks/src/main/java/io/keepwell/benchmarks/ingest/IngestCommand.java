package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.HttpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures taking events in. */
@Command(
        name = "ingest",
        description =
                "Measure what it takes to take events in: single ones, and batches. Starts a broker"
                    + " and one target after the other, each as a process of its own, and puts load"
                    + " on it: first as much as it takes, then half of that at a fixed rate, where"
                    + " latencies count from when a request was due. What a target has acknowledged"
                    + " is counted on its topic; who refuses or loses anything is not measured.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: measured, whether or not an aim was met",
            "1: a target has refused or lost events, or something did not start",
            "2: wrongly called"
        },
        footer = {
            "",
            "A peer writes to the broker on the --kafka-port that is named here; when its turn"
                + " comes it must run. Its bodies are templates: {event} is the event that the"
                + " others are sent as well; {id}, {account} and {time} differ from event to event;"
                + " {items} is where the events of a batch stand. For example a bridge that takes"
                + " records at /topics/TOPIC:",
            "",
            "  ./keepwell bench ingest --kafka-port 29092 --topic bridged --pid 4711 \\",
            "    --url http://localhost:8080/topics/bridged \\",
            "    --header 'Content-Type: application/vnd.kafka.json.v2+json' \\",
            "    --item '{\"key\":\"{account}\",\"value\":{event}}' \\",
            "    --body '{\"records\":[{\"key\":\"{account}\",\"value\":{event}}]}' \\",
            "    --batch-body '{\"records\":[{items}]}'"
        })
public final class IngestCommand implements Callable<Integer> {

    private final Path root;
    private final InstantSource clock;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long each measurement takes. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "120",
            description =
                    "For how many seconds at most a target is under load before that, for each size"
                            + " of request; it ends earlier when its JVM has compiled what is used."
                            + " Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many requests may be under way. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,50",
            description = "How many events requests have. Default: ${DEFAULT-VALUE}")
    private List<Integer> batches = List.of();

    @Option(
            names = "--only",
            paramLabel = "TARGET",
            split = ",",
            description =
                    "What to measure: ${COMPLETION-CANDIDATES}. Default: all, and peer if there is"
                            + " a --url.")
    private @Nullable Set<Kind> only;

    @Option(
            names = "--profile",
            description = "Say where the service's CPU and memory go, and keep recordings (JFR).")
    private boolean profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to a file.")
    private @Nullable Path json;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the broker listens. Default: a free port.")
    private int kafkaPort;

    @Option(names = "--url", paramLabel = "URL", description = "Where a peer takes events.")
    private @Nullable URI url;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "peer",
            description = "What to call it. Default: ${DEFAULT-VALUE}")
    private String name = "";

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "peer",
            description =
                    "The topic to which it writes; it is made before. Default: ${DEFAULT-VALUE}")
    private String topic = "";

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "Its process on this machine; without it, its CPU is not known.")
    private @Nullable Long pid;

    @Option(
            names = "--header",
            paramLabel = "NAME: VALUE",
            description =
                    "A header for it; may be repeated. Content-Type is application/json unless it"
                            + " is named.")
    private List<String> headers = List.of();

    @Option(
            names = "--body",
            paramLabel = "TEMPLATE",
            defaultValue = "{event}",
            description = "What it is sent for one event, or @FILE. Default: ${DEFAULT-VALUE}")
    private String body = "";

    @Option(
            names = "--batch-body",
            paramLabel = "TEMPLATE",
            defaultValue = "[{items}]",
            description = "What it is sent for many, or @FILE. Default: ${DEFAULT-VALUE}")
    private String batchBody = "";

    @Option(
            names = "--item",
            paramLabel = "TEMPLATE",
            defaultValue = "{event}",
            description = "One of many, or @FILE. Default: ${DEFAULT-VALUE}")
    private String item = "";

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * Prepares the command.
     *
     * @param root of the project
     * @param clock the present
     */
    public IngestCommand(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        IngestBench.Result result =
                new IngestBench(
                                plan,
                                clock,
                                step -> {
                                    err.println("  " + step);
                                    err.flush();
                                })
                        .run();
        new Report(out).print(result);
        if (json != null) {
            ReportJson.write(result, json);
        }
        return 0;
    }

    private Plan plan() {
        if (seconds < 1 || warmUp < 1 || connections < 1) {
            throw wrong("--seconds, --warm-up and --connections must be 1 or more");
        }
        if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch < 1)) {
            throw wrong("--batch must name sizes of 1 or more");
        }
        Optional<Peer> peer = Optional.ofNullable(url).map(this::peer);
        Set<Kind> kinds = only == null ? all(peer.isPresent()) : EnumSet.copyOf(only);
        if (kinds.contains(Kind.PEER) && peer.isEmpty()) {
            throw wrong("--only peer needs a --url");
        }
        return new Plan(
                root,
                root.resolve("benchmarks/target/bench"),
                kinds,
                peer,
                batches,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                connections,
                kafkaPort,
                profile);
    }

    private static Set<Kind> all(boolean withPeer) {
        Set<Kind> all = EnumSet.allOf(Kind.class);
        if (!withPeer) {
            all.remove(Kind.PEER);
        }
        return all;
    }

    private Peer peer(URI at) {
        try {
            return new Peer(
                    name,
                    new HttpAddress(at, headers()),
                    new HttpTarget.Bodies(text(body), text(batchBody), text(item)),
                    topic,
                    pid == null ? OptionalLong.empty() : OptionalLong.of(pid));
        } catch (IllegalArgumentException e) {
            throw wrong("--url: " + e.getMessage());
        }
    }

    private Map<String, String> headers() {
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.put("Content-Type", "application/json");
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw wrong("--header must be NAME: VALUE, was '%s'".formatted(header));
            }
            named.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return named;
    }

    private static String text(String given) {
        if (!given.startsWith("@")) {
            return given;
        }
        Path file = Path.of(given.substring(1));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
