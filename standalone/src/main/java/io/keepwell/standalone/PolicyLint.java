package io.keepwell.standalone;

import io.keepwell.init.policy.PolicyFiles;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks policy files, and says what is wrong in the same words wherever it is asked for. */
final class PolicyLint {

    private PolicyLint() {}

    /** The answer as JSON; the version of the bundle is told only when it is in order. */
    private record Answer(
            boolean inOrder, @Nullable String version, List<PolicyProblem> problems) {}

    static PolicyResult<PolicySet> check(PolicyFiles files) {
        return switch (files.bundle()) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    PolicyReader.read(bundle, EventCatalogue.standard());
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    static void print(List<PolicyProblem> problems, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.of(new Answer(false, null, problems)));
        } else {
            problems.forEach(out::println);
            out.println(counted(problems.size(), "problem") + ".");
        }
    }

    static String inOrderInJson(PolicySet policies) {
        return Json.of(new Answer(true, policies.version(), List.of()));
    }

    static String counted(int count, String what) {
        return count == 1 ? "1 " + what : "%d %ss".formatted(count, what);
    }
}
