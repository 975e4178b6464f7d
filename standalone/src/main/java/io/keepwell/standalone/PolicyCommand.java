package io.keepwell.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with policies. */
@Command(
        name = "policy",
        description =
                "Check, test, plan and compare policies, hold them against the past, apply them,"
                        + " and go back.",
        mixinStandardHelpOptions = true,
        subcommands = {PolicyLintCommand.class, PolicyTestCommand.class, PolicySchemaCommand.class})
final class PolicyCommand implements Runnable {

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which command? See ./keepwell policy --help");
    }
}
