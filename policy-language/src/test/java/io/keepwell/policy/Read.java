package io.keepwell.policy;

import java.util.Arrays;
import java.util.List;

/** Reading for tests: the one of two results that the test is about. */
final class Read {

    private Read() {}

    static PolicyBundle bundle(PolicyFile... files) {
        return switch (PolicyParser.parseAll(Arrays.asList(files))) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    static List<PolicyDocument> documents(String text) {
        return switch (PolicyParser.parse(new PolicyFile("a.yaml", text))) {
            case PolicyResult.Accepted<List<PolicyDocument>>(var documents) -> documents;
            case PolicyResult.Refused<List<PolicyDocument>>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    static List<PolicyProblem> problems(PolicyFile... files) {
        return switch (PolicyParser.parseAll(Arrays.asList(files))) {
            case PolicyResult.Accepted<PolicyBundle> _ -> List.of();
            case PolicyResult.Refused<PolicyBundle>(var problems) -> problems;
        };
    }

    static List<String> printed(String text) {
        return problems(new PolicyFile("a.yaml", text)).stream()
                .map(PolicyProblem::toString)
                .toList();
    }
}
