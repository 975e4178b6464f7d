package io.keepwell.scoring.application.policy;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import java.util.List;

/** Policy files as somebody wants them to be in force: all of them, and nothing else. */
public final class Submission {

    /** The most documents of a bundle: each is a record that is published at every apply. */
    public static final int DOCUMENTS_MAX = 1_000;

    private Submission() {}

    /**
     * Checks that accounts can be judged by what the files say.
     *
     * @param files all files
     * @param catalogue what is known of event types
     * @return their documents, or all that is wrong with them
     */
    public static PolicyResult<PolicyBundle> check(
            List<PolicyFile> files, EventCatalogue catalogue) {
        PolicyResult<PolicyBundle> parsed = PolicyParser.parseAll(files);
        if (!(parsed instanceof PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle))) {
            return parsed;
        }
        if (bundle.documents().size() > DOCUMENTS_MAX) {
            return new PolicyResult.Refused<>(List.of(tooMany(bundle)));
        }
        return switch (PolicyReader.read(bundle, catalogue)) {
            case PolicyResult.Accepted<PolicySet> _ -> parsed;
            case PolicyResult.Refused<PolicySet>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    private static PolicyProblem tooMany(PolicyBundle bundle) {
        var last = bundle.documents().getLast();
        return new PolicyProblem(
                last.file(),
                last.line(),
                1,
                "there are %d documents, more than %d"
                        .formatted(bundle.documents().size(), DOCUMENTS_MAX),
                "Remove those that nothing needs.");
    }
}
