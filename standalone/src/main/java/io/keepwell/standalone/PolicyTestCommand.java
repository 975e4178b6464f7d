package io.keepwell.standalone;

import io.keepwell.engine.trial.Mismatch;
import io.keepwell.engine.trial.Trial;
import io.keepwell.engine.trial.TrialResult;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.trial.PolicyTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests that lie beside policy files. It starts nothing and changes nothing. */
@Command(
        name = "test",
        description = {
            "Run the tests that lie beside policy files.",
            "Given these events, expect this score, status, signals. They are documents of kind",
            "PolicyTests; policies/default/tests shows how they are written. Nothing is started,"
                    + " and",
            "nothing is put in force."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: all tests passed",
            "1: a test failed, or there are none, or there are problems in the files"
        })
final class PolicyTestCommand implements Callable<Integer> {

    private static final int PASSED = 0;
    private static final int FAILED = 1;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "Files, and directories with *.yaml files. Default: KEEPWELL_POLICIES, or"
                            + " those in policies/default")
    private List<Path> paths = List.of();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the results as JUnit XML too, which CI systems show.")
    private @Nullable Path junit;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * A test in JSON.
     *
     * @param suite the document that it stands in
     */
    private record Told(
            String suite,
            String name,
            String file,
            int line,
            boolean passed,
            List<Mismatch> mismatches) {

        static Told of(TrialResult result) {
            PolicyTest test = result.test();
            return new Told(
                    test.suite(),
                    test.name(),
                    test.file(),
                    test.line(),
                    result.passed(),
                    result.mismatches());
        }
    }

    /** All of them in JSON. */
    private record Answer(int passed, int failed, List<Told> tests) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var results = new ArrayList<TrialResult>();
        Set<PolicyProblem> problems = new TreeSet<>();
        for (PolicyFiles files : PolicyFiles.allAt(paths)) {
            switch (PolicyLint.checkAll(files)) {
                case PolicyResult.Accepted<PolicyLint.Checked>(var checked) ->
                        results.addAll(run(checked, out));
                case PolicyResult.Refused<PolicyLint.Checked>(var more) -> problems.addAll(more);
            }
        }
        if (!problems.isEmpty()) {
            PolicyLint.print(List.copyOf(problems), json, out);
            return FAILED;
        }
        int failed = (int) results.stream().filter(it -> !it.passed()).count();
        int passed = results.size() - failed;
        if (junit != null) {
            JUnitReport.write(junit, results);
        }
        if (json) {
            out.println(
                    Json.of(new Answer(passed, failed, results.stream().map(Told::of).toList())));
        } else if (results.isEmpty()) {
            out.println(
                    "There are no tests here. Write a document of kind PolicyTests beside the"
                            + " policies; policies/default/tests shows how.");
        } else {
            out.println("%d passed, %d failed.".formatted(passed, failed));
        }
        return failed == 0 && passed > 0 ? PASSED : FAILED;
    }

    private List<TrialResult> run(PolicyLint.Checked checked, PrintWriter out) {
        var results = new ArrayList<TrialResult>();
        if (checked.policies() != null) {
            var trial = new Trial(checked.policies(), EventCatalogue.standard());
            for (PolicyTest test : checked.tests()) {
                TrialResult result = trial.run(test);
                results.add(result);
                if (!json) {
                    print(result, out);
                }
            }
        }
        return results;
    }

    /** Each as soon as it is there, so that somebody who waits sees how far it is. */
    private static void print(TrialResult result, PrintWriter out) {
        PolicyTest test = result.test();
        out.println(
                "%s  %s: %s"
                        .formatted(
                                result.passed() ? "passed" : "FAILED", test.suite(), test.name()));
        result.mismatches().forEach(it -> lines(test, it).forEach(out::println));
        out.flush();
    }

    /** What a test did not find, for people. */
    static List<String> lines(PolicyTest test, Mismatch mismatch) {
        var lines = new ArrayList<String>();
        lines.add(
                "  %s:%d: %s: expected %s, was %s"
                        .formatted(
                                test.file(),
                                mismatch.line(),
                                mismatch.what(),
                                mismatch.expected(),
                                mismatch.actual()));
        mismatch.because().forEach(line -> lines.add("      " + line));
        return lines;
    }
}
