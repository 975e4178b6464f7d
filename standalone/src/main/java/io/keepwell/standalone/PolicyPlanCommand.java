package io.keepwell.standalone;

import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.standalone.client.Waiting;
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

/** Says what would come of policy files, and touches nothing. */
@Command(
        name = "plan",
        description = {
            "Say which accounts, signals, alerts and plays policy files would move.",
            "All accounts are judged as they are now, and nothing is touched."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: this would come of them",
            "1: there are problems in the files",
            "3: nothing answers"
        })
final class PolicyPlanCommand implements Callable<Integer> {

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

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many accounts each list names at most, 1 to 200. Default: 20")
    private int limit = 20;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyPlanCommand(Home home, InstantSource clock) {
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
        PolicyApi api = service.api(home, clock);
        PlannedPolicies plan =
                Waiting.on(
                        "judging all accounts",
                        spec.commandLine().getErr(),
                        () -> api.plan(new PolicyApi.Bundle(files.files()), limit));
        if (json) {
            out.println(Json.of(plan));
        } else {
            plan.lines().forEach(out::println);
        }
        return DONE;
    }
}
