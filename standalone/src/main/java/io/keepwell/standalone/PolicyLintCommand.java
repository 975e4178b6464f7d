package io.keepwell.standalone;

import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all that is wrong with policy files. It starts nothing and changes nothing. */
@Command(
        name = "lint",
        description = {
            "Say all that is wrong with policy files, at which place, and what to do about it.",
            "All files together are one bundle: what they say is held against each other. Where",
            "there are folders that extend others, each of them and of those is checked by itself.",
            "Mappings of ./keepwell backfill are checked too, each for itself, and sources. Tests"
                    + " of",
            "policies are read and not run: that is ./keepwell policy test. A warning says what"
                    + " can",
            "be put in force and may do something else than was meant."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: all is in order", "1: there are problems"})
final class PolicyLintCommand implements Callable<Integer> {

    private static final int IN_ORDER = 0;
    private static final int PROBLEMS = 1;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "Files, and directories with *.yaml files. Default: KEEPWELL_POLICIES, or"
                            + " those in policies/default")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<PolicyLint.Bundle> inOrder = new ArrayList<>();
        Set<PolicyProblem> problems = new TreeSet<>();
        for (PolicyFiles files : PolicyFiles.allAt(paths)) {
            switch (PolicyLint.checkAll(files)) {
                case PolicyResult.Accepted<PolicyLint.Checked>(var checked) ->
                        inOrder.add(new PolicyLint.Bundle(files.name(), checked));
                // What is wrong with a folder is wrong with all that extend it.
                case PolicyResult.Refused<PolicyLint.Checked>(var more) -> problems.addAll(more);
            }
        }
        if (!problems.isEmpty()) {
            PolicyLint.print(List.copyOf(problems), json, out);
            return PROBLEMS;
        }
        if (json) {
            out.println(PolicyLint.inOrderInJson(inOrder));
            return IN_ORDER;
        }
        PolicyLint.warnings(inOrder).forEach(it -> out.println("warning: " + it));
        if (inOrder.size() == 1) {
            out.println("In order: %s.".formatted(contents(inOrder.getFirst().checked())));
        } else {
            inOrder.forEach(it ->
                    out.println("In order: %s: %s.".formatted(it.name(), contents(it.checked()))));
        }
        return IN_ORDER;
    }

    private static String contents(PolicyLint.Checked checked) {
        var parts = new ArrayList<String>();
        PolicySet set = checked.policies();
        if (set != null) {
            parts.add(PolicyLint.counted(set.scorecards().size(), "scorecard"));
            if (set.risk() != null) {
                parts.add(PolicyLint.counted(1, "risk score"));
            }
            parts.add(PolicyLint.counted(set.signals().size(), "signal"));
            parts.add(PolicyLint.counted(set.segments().segments().size(), "segment"));
            parts.add(PolicyLint.counted(set.lifecycle().stages().size(), "stage"));
            parts.add(PolicyLint.counted(set.alertRules().size(), "alert rule"));
            parts.add(PolicyLint.counted(set.plays().size(), "play"));
            parts.add(PolicyLint.counted(set.kpis().size(), "KPI"));
        }
        if (!checked.mappings().isEmpty()) {
            parts.add(PolicyLint.counted(checked.mappings().size(), "mapping"));
        }
        if (!checked.sources().isEmpty()) {
            parts.add(PolicyLint.counted(checked.sources().size(), "source"));
        }
        if (!checked.tests().isEmpty()) {
            parts.add(PolicyLint.counted(checked.tests().size(), "test"));
        }
        return String.join(", ", parts);
    }
}
