package io.keepwell.scoring.adapter.rest;

import io.keepwell.engine.trial.TrialResult;
import io.keepwell.policy.trial.PolicyTest;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of tests of policies, as it is told over HTTP and by the command alike. */
final class PolicyTestViews {

    private PolicyTestViews() {}

    /** All of them. */
    @Schema(name = "PolicyTestReport", description = "What came of the tests of policies.")
    record Report(
            @Schema(description = "How many tests found all as they expect it.", required = true)
                    int passed,
            @Schema(description = "How many did not.", required = true) int failed,
            @Schema(description = "Each test, in the order of the files.", required = true)
                    List<Test> tests) {

        Report {
            tests = List.copyOf(tests);
        }

        static Report of(List<TrialResult> results) {
            int passed = (int) results.stream().filter(TrialResult::passed).count();
            return new Report(
                    passed, results.size() - passed, results.stream().map(Test::of).toList());
        }
    }

    /** One test. */
    @Schema(name = "PolicyTestResult")
    record Test(
            @Schema(
                            description = "The id of the document that it stands in.",
                            required = true,
                            examples = "stories")
                    String suite,
            @Schema(required = true, examples = "an escalation costs points") String name,
            @Schema(
                            description = "The file that it stands in.",
                            required = true,
                            examples = "tests/stories.yaml")
                    String file,
            @Schema(description = "Where it begins there, from 1.", required = true, examples = "7")
                    int line,
            @Schema(required = true) boolean passed,
            @Schema(description = "What it did not find as it expects.", required = true)
                    List<Mismatch> mismatches) {

        Test {
            mismatches = List.copyOf(mismatches);
        }

        static Test of(TrialResult result) {
            PolicyTest test = result.test();
            return new Test(
                    test.suite(),
                    test.name(),
                    test.file(),
                    test.line(),
                    result.passed(),
                    result.mismatches().stream().map(Mismatch::of).toList());
        }
    }

    /** Something that is not as a test expects it. */
    @Schema(name = "PolicyTestMismatch")
    record Mismatch(
            @Schema(description = "The moment at which the test looked.", required = true)
                    Instant at,
            @Schema(description = "Where it says what it expects, from 1.", required = true)
                    int line,
            @Schema(
                            description = "What it looked at.",
                            required = true,
                            examples = "measures.nps.value")
                    String what,
            @Schema(required = true, examples = "green") String expected,
            @Schema(required = true, examples = "yellow") String actual,
            @Schema(description = "What that came of, line by line.", required = true)
                    List<String> because) {

        Mismatch {
            because = List.copyOf(because);
        }

        static Mismatch of(io.keepwell.engine.trial.Mismatch mismatch) {
            return new Mismatch(
                    mismatch.at(),
                    mismatch.line(),
                    mismatch.what(),
                    mismatch.expected(),
                    mismatch.actual(),
                    mismatch.because());
        }
    }
}
