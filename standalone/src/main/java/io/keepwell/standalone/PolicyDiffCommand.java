package io.keepwell.standalone;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.files.PolicyFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how policy files differ from those in force, or from others. */
@Command(
        name = "diff",
        description = {
            "Say how policy files differ from the policies in force, field by field.",
            "Or from a version that was in force once, or from other files. Nothing is touched."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: this is different, if anything is",
            "1: there are problems in the files, or no such version",
            "3: nothing answers"
        })
final class PolicyDiffCommand implements Callable<Integer> {

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

    @Option(
            names = "--against",
            paramLabel = "VERSION|PATH",
            description =
                    "A version that was applied once, or a directory or file. Default: what is in"
                            + " force")
    private @Nullable String against;

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyDiffCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PolicyResult<PolicyBundle> files = PolicyFiles.read(paths);
        if (files instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)) {
            PolicyResult<List<PolicyDocument>> others = others();
            if (others instanceof PolicyResult.Accepted<List<PolicyDocument>>(var documents)) {
                print(PolicyDifference.between(documents, bundle.documents()), out);
                return DONE;
            }
            return problems(others, out);
        }
        return problems(files, out);
    }

    private PolicyResult<List<PolicyDocument>> others() {
        if (against != null && Files.exists(Path.of(against))) {
            return switch (PolicyFiles.read(Path.of(against))) {
                case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                        new PolicyResult.Accepted<>(bundle.documents());
                case PolicyResult.Refused<PolicyBundle>(var problems) ->
                        new PolicyResult.Refused<>(problems);
            };
        }
        PolicyApi api = service.api(home, clock);
        String version = against == null ? api.inForce().version() : against;
        return new PolicyResult.Accepted<>(api.stored(version).asDocuments());
    }

    private int problems(PolicyResult<?> result, PrintWriter out) {
        if (result instanceof PolicyResult.Refused<?>(List<PolicyProblem> problems)) {
            PolicyLint.print(problems, json, out);
        }
        return PROBLEMS;
    }

    private void print(PolicyDifference difference, PrintWriter out) {
        if (json) {
            out.println(Json.of(difference));
        } else if (difference.documents().isEmpty()) {
            out.println("Nothing is different.");
        } else {
            difference.lines().forEach(out::println);
        }
    }
}
