package io.keepwell.standalone;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.ChurnRule;
import io.keepwell.engine.backtest.Course;
import io.keepwell.engine.backtest.Known;
import io.keepwell.engine.peers.Peers;
import io.keepwell.model.EventType;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.backtest.BacktestDocument;
import io.keepwell.standalone.backtest.BacktestPage;
import io.keepwell.standalone.backtest.BacktestRun;
import io.keepwell.standalone.backtest.BacktestSummary;
import io.keepwell.standalone.backtest.History;
import io.keepwell.standalone.backtest.HistoryReader;
import io.keepwell.standalone.backtest.simulated.Simulation;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what policies would have said of the past, and how much of it came. It starts nothing. */
@Command(
        name = "backtest",
        description = {
            "Say what policies would have said of the past, as it was known then, and how much of"
                    + " it",
            "came: precision, recall, lead time, AUC, calibration, flapping and alerts, beside"
                    + " what",
            "chance and the days since the last use would have said. Nothing needs to run for it,",
            "but for the past that a deployment keeps (--kept), and nothing is touched.",
            "What each figure means: docs/backtest.md."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: reported",
            "1: policies or mapping have problems, or the past cannot be read",
            "2: wrongly called",
            "3: nothing answers"
        })
final class PolicyBacktestCommand implements Callable<Integer> {

    private static final int REPORTED = 0;
    private static final int PROBLEMS = 1;
    private static final int THREADS_MAX = 8;

    private final Home home;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "POLICIES",
            arity = "0..1",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description = "A folder with policies. Default: KEEPWELL_POLICIES, or policies/default")
    private Path policies = Path.of("");

    @Option(
            names = "--against",
            paramLabel = "POLICIES",
            description = "Another folder with policies, to be compared with. May be repeated.")
    private List<Path> others = new ArrayList<>();

    @Option(
            names = "--events",
            paramLabel = "PLACE",
            arity = "1..*",
            description =
                    "Files with an event a line, as POST /v1/events takes them or as they stand on"
                        + " the topic keepwell.customer-events; folders with *.ndjson and *.jsonl."
                        + " With --mapping, one folder with CSV files.")
    private List<Path> places = new ArrayList<>();

    @Option(
            names = "--kept",
            description =
                    "The past that a running deployment keeps, as it was known then. --url and"
                            + " --token say which one, and as whom: role ops or admin.")
    private boolean kept;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "1",
            description =
                    "With --kept: of so large a share of the accounts, drawn by lot, over 0 to 1."
                            + " Default: ${DEFAULT-VALUE}")
    private double share = 1;

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(
            names = "--simulate",
            paramLabel = "N",
            description =
                    "Make a company of N customers up instead, of whose customers it is known why"
                            + " they leave: a year, by --seed.")
    private int simulated;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "What CSV files mean, as for ./keepwell backfill.")
    private @Nullable Path mapping;

    @Option(
            names = "--known",
            paramLabel = "occurred|received",
            converter = KnownWord.class,
            description =
                    "When an event counts as known: when it occurred, or when Keepwell received it,"
                            + " which only accepted events tell; what a backfill brought counts"
                            + " when it occurred. Default: received with --kept, else occurred")
    private @Nullable Known known;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day to count. Default: that of the first event.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description =
                    "The last day of which everything is known. Default: that of the newest event.")
    private @Nullable LocalDate to;

    @Option(
            names = "--churn",
            paramLabel = "TYPE",
            defaultValue = "commercial.contract-cancelled,account.deleted",
            split = ",",
            description =
                    "The event types that say that a customer is lost. Default: ${DEFAULT-VALUE}")
    private List<String> churn = new ArrayList<>();

    @Option(
            names = "--churn-unless",
            paramLabel = "ATTRIBUTE",
            split = ",",
            description =
                    "An event with this attribute says something else, such as that one of a"
                            + " customer's several contracts has ended. May be repeated.")
    private List<String> unless = new ArrayList<>();

    @Option(
            names = "--churn-day",
            paramLabel = "end|notice",
            defaultValue = "end",
            converter = CountedWord.class,
            description =
                    "As of which day a customer counts as lost: the end of its contract, if the"
                            + " event tells it, or the day on which it became known. Default:"
                            + " ${DEFAULT-VALUE}")
    private ChurnRule.Counted counted = ChurnRule.Counted.END;

    @Option(
            names = "--horizons",
            paramLabel = "DAYS",
            defaultValue = "30,60,90,180",
            split = ",",
            description =
                    "How many days ahead warnings are held against what came. Default:"
                            + " ${DEFAULT-VALUE}")
    private List<Integer> horizons = BacktestSettings.HORIZONS;

    @Option(
            names = "--history-days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description =
                    "For so many days after its first event an account does not count. Default:"
                            + " ${DEFAULT-VALUE}")
    private int historyDays = BacktestSettings.HISTORY_DAYS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance hangs on. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "On how many threads; the report is the same. Default: as many as there are"
                            + " processors, 8 at most.")
    private int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with plots and all figures, which needs nothing else.")
    private @Nullable Path html;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyBacktestCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var candidates = new ArrayList<BacktestRun.Candidate>();
        var problems = new ArrayList<PolicyProblem>();
        candidate(policies, candidates, problems);
        others.forEach(place -> candidate(place, candidates, problems));
        Mapping meaning = mapping(problems);
        if (!problems.isEmpty()) {
            PolicyLint.print(problems, false, out);
            return PROBLEMS;
        }
        var progress =
                new Progress(spec.commandLine().getErr(), Progress.isTerminal(), System::nanoTime);
        BacktestDocument document =
                simulated > 0
                        ? simulated(candidates, progress)
                        : reported(candidates, read(meaning, progress), progress);
        new BacktestSummary(document).lines().forEach(out::println);
        if (json != null) {
            write(json, Json.of(document) + "\n");
        }
        if (html != null) {
            write(html, new BacktestPage(document).html());
        }
        return REPORTED;
    }

    private BacktestDocument simulated(List<BacktestRun.Candidate> candidates, Progress progress) {
        if (!places.isEmpty() || mapping != null || kept) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--simulate makes events up: leave --events, --mapping and --kept");
        }
        var simulation = new Simulation(seed, simulated);
        History history = simulation.history();
        BacktestRun run = run(candidates, history, progress);
        List<Course> courses = run.courses();
        return document(
                candidates, run, history, 0, run.report(courses), simulation.planted(run, courses));
    }

    private BacktestDocument reported(
            List<BacktestRun.Candidate> candidates, HistoryReader read, Progress progress) {
        BacktestRun run = run(candidates, read.history(), progress);
        return document(
                candidates,
                run,
                read.history(),
                read.flawedRows(),
                run.report(run.courses()),
                null);
    }

    private BacktestRun run(
            List<BacktestRun.Candidate> candidates, History history, Progress progress) {
        return new BacktestRun(
                history, settings(history), candidates, Math.max(1, threads), progress);
    }

    private BacktestDocument document(
            List<BacktestRun.Candidate> candidates,
            BacktestRun run,
            History history,
            long flawedRows,
            BacktestReport report,
            @Nullable List<BacktestDocument.Planted> planted) {
        return new BacktestDocument(
                candidates.stream().map(it -> policies(it, run.peers(it))).toList(),
                known(),
                history.events(),
                history.repeats(),
                flawedRows,
                report,
                planted);
    }

    private static BacktestDocument.Policies policies(
            BacktestRun.Candidate candidate, List<Peers> nights) {
        List<BacktestDocument.PeersOfNights> peers =
                BacktestDocument.peers(candidate.policies().peerMetrics().keySet(), nights);
        return new BacktestDocument.Policies(
                candidate.name(),
                candidate.policies().version(),
                peers == null
                        ? List.of()
                        : peers.stream()
                                .filter(it -> it.segments().isEmpty())
                                .map(BacktestDocument.PeersOfNights::metric)
                                .toList(),
                peers);
    }

    private void candidate(
            Path place, List<BacktestRun.Candidate> candidates, List<PolicyProblem> problems) {
        switch (PolicyLint.check(PolicyFiles.at(List.of(place)))) {
            case PolicyResult.Accepted<PolicySet>(PolicySet set) ->
                    candidates.add(new BacktestRun.Candidate(name(place), set));
            case PolicyResult.Refused<PolicySet>(var more) -> problems.addAll(more);
        }
    }

    /** The folder itself, as people call it. */
    private static String name(Path place) {
        Path name = place.toAbsolutePath().normalize().getFileName();
        return name == null ? place.toString() : name.toString();
    }

    private @Nullable Mapping mapping(List<PolicyProblem> problems) {
        if (mapping == null) {
            return null;
        }
        return switch (PolicyLint.mapping(mapping)) {
            case PolicyResult.Accepted<Mapping>(Mapping read) -> read;
            case PolicyResult.Refused<Mapping>(var more) -> {
                problems.addAll(more);
                yield null;
            }
        };
    }

    private HistoryReader read(@Nullable Mapping meaning, Progress progress) {
        if (places.isEmpty() == !kept) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Of what past? Name it with --events, take that of a deployment with --kept,"
                            + " or --simulate one");
        }
        var reader = new HistoryReader(known(), progress);
        if (kept) {
            if (meaning != null) {
                throw new ParameterException(
                        spec.commandLine(), "--mapping is of CSV files: leave it with --kept");
            }
            if (!(share > 0 && share <= 1)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--share must be over 0 and not over 1, such as 0.1; it was " + share);
            }
            PolicyApi api = service.api(home, clock);
            api.events(share, lines -> reader.export(lines, api.address()));
        } else if (meaning == null) {
            reader.lines(places);
        } else if (known() == Known.RECEIVED) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--known received needs accepted events; an export does not tell when it was"
                            + " heard of");
        } else {
            places.forEach(place -> reader.export(meaning, place));
        }
        if (reader.history().size() == 0) {
            throw new ClientException(
                    kept ? "no events are kept yet" : "there is no event in %s".formatted(places));
        }
        return reader;
    }

    private Known known() {
        if (known != null) {
            return known;
        }
        return kept ? Known.RECEIVED : Known.OCCURRED;
    }

    private BacktestSettings settings(History history) {
        LocalDate first = from == null ? history.first() : from;
        LocalDate last = to == null ? last(history) : to;
        try {
            return new BacktestSettings(
                    Math.toIntExact(first.toEpochDay()),
                    Math.toIntExact(last.toEpochDay()),
                    historyDays,
                    horizons,
                    new ChurnRule(
                            Set.copyOf(churn.stream().map(EventType::new).toList()),
                            Set.copyOf(unless),
                            counted),
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
        }
    }

    /** Of today not everything is known yet; of a past that begins today there is nothing else. */
    private LocalDate last(History history) {
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return kept && history.last().isAfter(yesterday) && !history.first().isAfter(yesterday)
                ? yesterday
                : history.last();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Reads {@link Known} as it is written. */
    static final class KnownWord implements ITypeConverter<Known> {
        @Override
        public Known convert(String word) {
            return switch (word) {
                case "occurred" -> Known.OCCURRED;
                case "received" -> Known.RECEIVED;
                default ->
                        throw new TypeConversionException(
                                "'%s' is neither 'occurred' nor 'received'".formatted(word));
            };
        }
    }

    /** Reads {@link ChurnRule.Counted} as it is written. */
    static final class CountedWord implements ITypeConverter<ChurnRule.Counted> {
        @Override
        public ChurnRule.Counted convert(String word) {
            return switch (word) {
                case "end" -> ChurnRule.Counted.END;
                case "notice" -> ChurnRule.Counted.NOTICE;
                default ->
                        throw new TypeConversionException(
                                "'%s' is neither 'end' nor 'notice'".formatted(word));
            };
        }
    }
}
