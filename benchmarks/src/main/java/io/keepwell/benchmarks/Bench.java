package io.keepwell.benchmarks;

import io.keepwell.benchmarks.day.DayCommand;
import io.keepwell.benchmarks.engine.EngineCommand;
import io.keepwell.benchmarks.fold.FoldCommand;
import io.keepwell.benchmarks.ingest.IngestCommand;
import io.keepwell.benchmarks.process.KafkaLogs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the load programs. The script {@code ./keepwell} calls it. */
@Command(
        name = "./keepwell bench",
        description = "Measure what was built, on this machine.",
        mixinStandardHelpOptions = true)
public final class Bench implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    private Bench() {}

    /**
     * Runs a load program and ends the process with its exit code: 0 measured, 1 failed, 2 wrongly
     * called.
     *
     * @param arguments the program and its options
     */
    public static void main(String[] arguments) {
        KafkaLogs.quiet();
        Path root = Path.of(Objects.requireNonNullElse(System.getenv("KEEPWELL_ROOT"), ""));
        System.exit(
                new CommandLine(new Bench())
                        .addSubcommand(
                                new IngestCommand(root.toAbsolutePath(), InstantSource.system()))
                        .addSubcommand(
                                new FoldCommand(root.toAbsolutePath(), InstantSource.system()))
                        .addSubcommand(
                                new DayCommand(root.toAbsolutePath(), InstantSource.system()))
                        .addSubcommand(new EngineCommand(root.toAbsolutePath()))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(Bench::inWords)
                        .execute(arguments));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Measure what? \"bench day\", \"bench engine\", \"bench fold\" or"
                            + " \"bench ingest\"");
        }
    }

    /** A reader of figures wants to know why there are none, and not where in the code. */
    private static int inWords(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable cause = failure.getCause();
        command.getErr()
                .println(
                        "keepwell: %s%s"
                                .formatted(
                                        failure.getMessage(),
                                        cause == null ? "" : ": " + cause.getMessage()));
        return 1;
    }
}
