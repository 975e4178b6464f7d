package io.keepwell.benchmarks.fold;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures folding events into accounts. */
@Command(
        name = "fold",
        description =
                "Measure what it takes to fold events into accounts, judge them and store them: the"
                    + " scoring service beside Kafka Streams and Flink, which do the same by the"
                    + " same code into the same tables. Each has a broker and a database that begin"
                    + " empty and the same backlog, and is measured from when it has warmed up"
                    + " until the backlog is folded; CPU is that of target, broker and database"
                    + " together. Who loses an event or comes to other scores is not measured.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: measured, whether or not an aim was met",
            "1: a target has lost events or scored otherwise, or something did not start",
            "2: wrongly called"
        })
public final class FoldCommand implements Callable<Integer> {

    private final Path root;
    private final InstantSource clock;

    @Option(
            names = "--per-account",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,5,20,200",
            description =
                    "How many events of an account come together, one measurement each. Default:"
                            + " ${DEFAULT-VALUE}")
    private List<Integer> perAccount = List.of();

    @Option(
            names = "--hot",
            paramLabel = "N",
            split = ",",
            defaultValue = "20",
            description =
                    "Those of them that are measured also with one account that has nine tenths of"
                            + " all events; 0 for none. Default: ${DEFAULT-VALUE}")
    private List<Integer> hot = List.of();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "300000",
            description = "How many events each measurement takes. Default: ${DEFAULT-VALUE}")
    private int events;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200000",
            description =
                    "How many events each target folds before it is measured. Default:"
                            + " ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description =
                    "How many accounts there are. Default: as many as keep a batch of 5,000 from"
                            + " meeting one twice, and 100 at least")
    private @Nullable Integer accounts;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many partitions the topic of customer events has. Default:"
                            + " ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--only",
            paramLabel = "TARGET",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all")
    private @Nullable Set<Kind> only;

    @Option(
            names = "--streams-commit",
            paramLabel = "MS",
            defaultValue = "100",
            description =
                    "How often Kafka Streams commits, in milliseconds. Default: ${DEFAULT-VALUE},"
                            + " which is its own for exactly-once")
    private int streamsCommit;

    @Option(
            names = "--flink-checkpoint",
            paramLabel = "MS",
            defaultValue = "1000",
            description =
                    "How often Flink takes a checkpoint, in milliseconds. Default:"
                            + " ${DEFAULT-VALUE}")
    private int flinkCheckpoint;

    @Option(
            names = "--peers-judge-each",
            description =
                    "Peers judge an account on each event, which is what comes natural to them."
                            + " Default: once for a request, as the service does")
    private boolean each;

    @Option(
            names = "--peers-lean",
            description =
                    "Peers leave the facts of accounts to their stores. Default: they write all"
                            + " rows of accounts to PostgreSQL, as the service does")
    private boolean lean;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261123",
            description = "Of the events. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write what was measured to a file as well.")
    private @Nullable Path json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * Prepares the command.
     *
     * @param root of the project
     * @param clock the present
     */
    public FoldCommand(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Plan plan = plan();
        PrintWriter err = spec.commandLine().getErr();
        var measurements = new ArrayList<Measurement>();
        try {
            new FoldBench(
                            plan,
                            clock,
                            step -> {
                                err.println("  " + step);
                                err.flush();
                            })
                    .run(measurements::add);
        } finally {
            // An hour's work is not lost by what comes after it.
            new Report(spec.commandLine().getOut()).print(measurements);
            if (json != null) {
                ReportJson.write(measurements, json);
            }
        }
        return 0;
    }

    private Plan plan() {
        if (events < 1 || warmUp < 1 || partitions < 1 || (accounts != null && accounts < 1)) {
            throw wrong("--events, --warm-up, --partitions and --accounts must be 1 or more");
        }
        if (streamsCommit < 1 || flinkCheckpoint < 1) {
            throw wrong("--streams-commit and --flink-checkpoint must be 1 or more");
        }
        if (perAccount.isEmpty() || perAccount.stream().anyMatch(it -> it < 1)) {
            throw wrong("--per-account must name numbers of 1 or more");
        }
        List<Load> loads = loads();
        for (Load load : loads) {
            if (warmUp < load.eventsBefore()) {
                throw wrong(
                        "--warm-up must let every account have %d turns, which takes %d events; name"
                                        .formatted(Load.TURNS_BEFORE, load.eventsBefore())
                                + " more of them, or fewer --accounts");
            }
        }
        return new Plan(
                root,
                root.resolve("benchmarks/target/bench"),
                only == null ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(only),
                loads,
                warmUp,
                events,
                seed,
                partitions,
                new Plan.Peers(
                        Duration.ofMillis(streamsCommit),
                        Duration.ofMillis(flinkCheckpoint),
                        each,
                        lean));
    }

    private List<Load> loads() {
        var loads = new ArrayList<Load>();
        for (int size : perAccount) {
            int many = accounts == null ? Load.accountsFor(size, partitions) : accounts;
            loads.add(new Load(size, many, false));
            if (hot.contains(size)) {
                loads.add(new Load(size, many, true));
            }
        }
        return loads;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
