package io.keepwell.standalone;

import io.keepwell.init.cli.InitCommand;
import io.keepwell.standalone.work.AccountCommand;
import io.keepwell.standalone.work.AccountsCommand;
import io.keepwell.standalone.work.AlertsCommand;
import io.keepwell.standalone.work.KpisCommand;
import io.keepwell.standalone.work.OverrideCommand;
import io.keepwell.standalone.work.PlayResultsCommand;
import io.keepwell.standalone.work.PlaysCommand;
import io.keepwell.standalone.work.PortfolioCommand;
import io.keepwell.standalone.work.RejectedCommand;
import io.keepwell.standalone.work.SourcesCommand;
import io.keepwell.standalone.work.TasksCommand;
import io.keepwell.standalone.work.TodayCommand;
import io.keepwell.standalone.work.UnattributedCommand;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. The script {@code ./keepwell} finds a JDK, builds, and calls this. */
@Command(
        name = "./keepwell",
        description = "Customer-health scoring that you run yourself.",
        mixinStandardHelpOptions = true,
        versionProvider = Keepwell.Version.class,
        subcommands = InitCommand.class)
public final class Keepwell implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    private Keepwell() {}

    /**
     * Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrongly called.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        LogFile.close();
        System.exit(commandLine(Home.ofEnvironment(), InstantSource.system()).execute(arguments));
    }

    static CommandLine commandLine(Home home, InstantSource clock) {
        var services = new LocalServices(home, clock);
        return new CommandLine(new Keepwell())
                .addSubcommand(new UpCommand(home, clock))
                .addSubcommand(new DemoCommand(home, clock))
                .addSubcommand(new BackfillCommand(home, clock))
                .addSubcommand(new TodayCommand(services, clock))
                .addSubcommand(new AccountsCommand(services))
                .addSubcommand(new AccountCommand(services, clock))
                .addSubcommand(new OverrideCommand(services))
                .addSubcommand(
                        new CommandLine(new PortfolioCommand(services))
                                .addSubcommand(new PlayResultsCommand(services)))
                .addSubcommand(new KpisCommand(services))
                .addSubcommand(new AlertsCommand(services, clock))
                .addSubcommand(new PlaysCommand(services, clock))
                .addSubcommand(new TasksCommand(services, clock))
                .addSubcommand(new SourcesCommand(services::operations, clock))
                .addSubcommand(new RejectedCommand(services::operations, clock))
                .addSubcommand(new UnattributedCommand(services::operations, clock))
                .addSubcommand(new EraseCommand(services::administration))
                .addSubcommand(new ErasuresCommand(services::administration))
                .addSubcommand(new StatusCommand(home, clock))
                .addSubcommand(new LogsCommand(home))
                .addSubcommand(new KeyCommand(home))
                .addSubcommand(new TokenCommand(home, clock))
                .addSubcommand(new ResetCommand(home))
                .addSubcommand(
                        new CommandLine(new PolicyCommand())
                                .addSubcommand(new PolicyPlanCommand(home, clock))
                                .addSubcommand(new PolicyBacktestCommand(home, clock))
                                .addSubcommand(new PolicyDiffCommand(home, clock))
                                .addSubcommand(new PolicyApplyCommand(home, clock))
                                .addSubcommand(new PolicyRollbackCommand(home, clock))
                                .addSubcommand(new PolicyHistoryCommand(home, clock))
                                .addSubcommand(new PolicyShowCommand(home, clock)))
                .setExecutionExceptionHandler(new FailureInWords());
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Which command? See ./keepwell --help");
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Keepwell "
                        + Optional.ofNullable(
                                        Keepwell.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
