package io.keepwell.init.cli;

import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keepwell init}: also the whole of the container image that prepares a deployment. */
@Command(
        name = "init",
        sortOptions = false,
        description = {
            "Prepares a Kafka cluster and a PostgreSQL server: topics, databases, default"
                    + " policies.",
            "Can be run again at any time: what is there stays, what is missing is made."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:something failed", "2:wrong options"})
public final class InitCommand implements Callable<Integer> {

    @Mixin private final KafkaArgs kafka = new KafkaArgs();
    @Mixin private final PostgresArgs postgres = new PostgresArgs();

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "The default policies, *.yaml; published only if none is in force."
                            + " KEEPWELL_POLICIES.")
    private @Nullable Path policies;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for both servers. Now: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Option(names = "--dry-run", description = "Say what would be done; change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec private @Nullable CommandSpec spec;

    /** For picocli. */
    public InitCommand() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new InitCommand()).execute(args));
    }

    @Override
    public Integer call() {
        QuietLogs.apply();
        CommandLine line = commandLine();
        PrintWriter err = line.getErr();
        InitSettings settings = settings(line);
        InitReport report =
                Initialiser.of(
                                settings,
                                what -> {
                                    err.println("init: " + what);
                                    err.flush();
                                })
                        .run();
        if (json) {
            line.getOut().println(ReportJson.of(report));
        } else {
            ReportText.print(report, line.getOut(), err);
        }
        line.getOut().flush();
        err.flush();
        return report.hasFailed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private InitSettings settings(CommandLine line) {
        try {
            return new InitSettings(
                    kafka.target(),
                    postgres.target(),
                    kafka.topics(),
                    postgres.rolePasswords(),
                    policies,
                    Duration.ofSeconds(waitSeconds),
                    dryRun);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command, nobody else");
        }
        return spec.commandLine();
    }
}
