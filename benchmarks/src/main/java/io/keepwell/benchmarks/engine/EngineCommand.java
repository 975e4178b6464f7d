package io.keepwell.benchmarks.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the heart by itself. */
@Command(
        name = "engine",
        description =
                "Measure the scoring engine by itself, by JMH: to fold an event, to judge, to"
                    + " encode; time and bytes allocated each. The account has forty users and half"
                    + " a year behind it; the policies are those that are shipped.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: measured", "1: it failed", "2: wrongly called"})
public final class EngineCommand implements Callable<Integer> {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Path root;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only what has this in its name, such as encode. Default: all")
    private String only = "";

    @Option(
            names = "--quick",
            description = "One short round each: whether it runs, and no figures to quote.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write JMH's own results to a file as well.")
    private @Nullable Path json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * Of a checkout.
     *
     * @param root where the policies are
     */
    public EngineCommand(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(EngineBenchmark.class.getName() + "\\..*" + only + ".*")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .jvmArgsAppend(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-D%s=%s"
                                        .formatted(
                                                Account.POLICIES,
                                                root.resolve("policies").resolve("default")));
        if (quick) {
            options.forks(1)
                    .warmupIterations(1)
                    .measurementIterations(1)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementTime(TimeValue.milliseconds(200));
        }
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        out.println("  each takes about %d s".formatted(quick ? 2 : 25));
        out.flush();
        print(out, new Runner(options.build()).run());
        return 0;
    }

    private static void print(PrintWriter out, Collection<RunResult> results) {
        out.println();
        out.println("%-20s %14s %10s %18s".formatted("", "µs", "±", "bytes allocated"));
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            out.println(
                    "%-20s %14.3f %10.3f %18.0f"
                            .formatted(
                                    time.getLabel(),
                                    time.getScore(),
                                    time.getScoreError(),
                                    allocated == null ? Double.NaN : allocated.getScore()));
        }
        out.flush();
    }
}
