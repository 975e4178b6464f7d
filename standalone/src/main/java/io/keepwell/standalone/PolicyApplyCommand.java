package io.keepwell.standalone;

import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts policy files in force. */
@Command(
        name = "apply",
        description = {
            "Put policy files in force: all of them, instead of all that were.",
            "A document that is in none of the files is removed. All accounts are judged anew."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: they are in force, or would be",
            "1: there are problems, nothing was applied",
            "3: nothing answers"
        })
final class PolicyApplyCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int PROBLEMS = 1;

    private final Home home;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "Files, and directories with *.yaml files. Default: KEEPWELL_POLICIES, or"
                            + " those in policies/default")
    private List<Path> paths = List.of();

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyApplyCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PolicyFiles files = PolicyFiles.at(paths);
        if (PolicyLint.check(files) instanceof PolicyResult.Refused<PolicySet>(var problems)) {
            PolicyLint.print(problems, json, out);
            return PROBLEMS;
        }
        PolicyApi.Applied applied =
                service.api(home, clock).apply(new PolicyApi.Bundle(files.files()), dryRun);
        if (json) {
            out.println(Json.of(applied));
        } else {
            print(out, applied);
        }
        return DONE;
    }

    private static void print(PrintWriter out, PolicyApi.Applied applied) {
        String version = PolicyShowCommand.abbreviated(applied.version());
        if (applied.changed().isEmpty()) {
            out.println("nothing to change, version %s is in force".formatted(version));
            return;
        }
        applied.changed()
                .forEach(it -> out.println("%s %s/%s".formatted(it.change(), it.kind(), it.id())));
        out.println(
                applied.dryRun()
                        ? "not applied; it would be version %s".formatted(version)
                        : "version %s is in force, it was %s"
                                .formatted(
                                        version,
                                        applied.previousVersion() == null
                                                ? "none"
                                                : PolicyShowCommand.abbreviated(
                                                        applied.previousVersion())));
    }
}
