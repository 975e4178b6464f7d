package io.keepwell.benchmarks.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a day that begins costs. */
@Command(
        name = "day",
        description =
                "Measure what midnight costs: the scoring service brings all of its accounts to a"
                    + " new day, while events come in. The accounts are stored as the service would"
                    + " have left them yesterday, over a Kafka and a PostgreSQL that begin empty;"
                    + " then it is started, and finds that a day has begun. The time counts from"
                    + " when it has taken the first partition over, with a JVM that has just"
                    + " started.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: measured, whether or not the aim was met",
            "1: the day did not begin for all accounts, or something did not start",
            "2: wrongly called"
        })
public final class DayCommand implements Callable<Integer> {

    private static final double AIM_SECONDS = 60;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final Path root;
    private final InstantSource clock;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "How many accounts there are. A million takes about 20 GB of disk. Default:"
                            + " ${DEFAULT-VALUE}")
    private int accounts;

    @Option(
            names = "--active",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description =
                    "How many of a hundred had events yesterday, as on most days of the three"
                            + " months before. Default: ${DEFAULT-VALUE}")
    private int active;

    @Option(
            names = "--fading",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description =
                    "How many of a hundred had their last event within the two months before; all"
                            + " others have been silent for 200 to 390 days. Default:"
                            + " ${DEFAULT-VALUE}")
    private int fading;

    @Option(
            names = "--nobody-rests",
            description =
                    "Midnight judges all accounts, as the first one does after an upgrade or with"
                            + " other policies. Default: those that nothing can happen to rest")
    private boolean nobodyRests;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many events a second come in, 0 for none. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--after",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description =
                    "For how long they come in when the day has begun, to compare. Default:"
                            + " ${DEFAULT-VALUE}")
    private int after;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description =
                    "How many partitions the topic of customer events has. Default:"
                            + " ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261123",
            description = "Of the accounts. Default: ${DEFAULT-VALUE}")
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
    public DayCommand(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        DayPlan plan = plan();
        PrintWriter err = spec.commandLine().getErr();
        DayResult result =
                new DayBench(
                                plan,
                                clock,
                                step -> {
                                    err.println("  " + step);
                                    err.flush();
                                })
                        .run();
        print(result);
        if (json != null) {
            write(result, json);
        }
        return 0;
    }

    private DayPlan plan() {
        if (accounts < 1 || partitions < 1) {
            throw wrong("--accounts and --partitions must be 1 or more");
        }
        if (active < 0 || fading < 0 || active + fading > 100) {
            throw wrong("--active and --fading must be 0 or more, and 100 together at most");
        }
        if (rate < 0 || after < 1) {
            throw wrong("--rate must be 0 or more, and --after 1 or more");
        }
        if (rate > 0 && active == 0) {
            throw wrong("events come in for active accounts; name some, or --rate 0");
        }
        return new DayPlan(
                root,
                root.resolve("benchmarks/target/bench"),
                accounts,
                active,
                fading,
                nobodyRests,
                rate,
                Duration.ofSeconds(after),
                partitions,
                seed);
    }

    private void print(DayResult it) {
        PrintWriter out = spec.commandLine().getOut();
        double seconds = DayResult.seconds(it.took());
        out.printf(
                Locale.ROOT,
                "%d accounts, of which midnight judged %d: %.1f s; %d changes of health%n",
                it.accounts(),
                it.judged(),
                seconds,
                it.changes());
        out.printf(
                Locale.ROOT,
                "CPU: service %.1f s with its start, broker %.1f s, PostgreSQL %.1f s; others'"
                        + " cores %.2f%n",
                DayResult.seconds(it.service()),
                DayResult.seconds(it.broker()),
                DayResult.seconds(it.postgres()),
                it.othersCores());
        folded(out, "meanwhile", it.beside());
        folded(out, "afterwards", it.after());
        out.printf(
                Locale.ROOT,
                "Aim, a day of 1,000,000 accounts within %.0f s: %s%n",
                AIM_SECONDS,
                it.accounts() < 1_000_000
                        ? "not tried"
                        : seconds <= AIM_SECONDS ? "met" : "not met");
        out.flush();
    }

    private static void folded(PrintWriter out, String when, DayResult.Folded it) {
        if (it.events() > 0) {
            out.printf(
                    Locale.ROOT,
                    "Events %s: %.0f/s, due to be sent until committed p50 %.0f ms, p99 %.0f ms%n",
                    when,
                    it.perSecond(),
                    it.millis(MEDIAN),
                    it.millis(TAIL));
        }
    }

    private static void write(DayResult it, Path file) {
        var mapper = new ObjectMapper();
        ObjectNode document =
                mapper.createObjectNode()
                        .put("accounts", it.accounts())
                        .put("judged", it.judged())
                        .put("changes", it.changes())
                        .put("seconds", DayResult.seconds(it.took()))
                        .put("serviceCpuSeconds", DayResult.seconds(it.service()))
                        .put("brokerCpuSeconds", DayResult.seconds(it.broker()))
                        .put("postgresCpuSeconds", DayResult.seconds(it.postgres()))
                        .put("othersCores", it.othersCores());
        write(it.beside(), document.putObject("meanwhile"));
        write(it.after(), document.putObject("afterwards"));
        try {
            mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void write(DayResult.Folded it, ObjectNode to) {
        to.put("eventsPerSecond", it.perSecond())
                .put("p50Millis", it.millis(MEDIAN))
                .put("p99Millis", it.millis(TAIL));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
