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
     * Policies by which accounts can be judged.
     *
     * @param bundle their documents
     * @param policies what these say
     */
    public record Checked(PolicyBundle bundle, PolicySet policies) {}

    /**
     * Checks that accounts can be judged by what the files say.
     *
     * @param files all files
     * @param catalogue what is known of event types
     * @return their documents, or all that is wrong with them
     */
    public static PolicyResult<PolicyBundle> check(
            List<PolicyFile> files, EventCatalogue catalogue) {
        return switch (read(files, catalogue)) {
            case PolicyResult.Accepted<Checked>(var checked) ->
                    new PolicyResult.Accepted<>(checked.bundle());
            case PolicyResult.Refused<Checked>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    /**
     * The same for who wants to judge by them.
     *
     * @param files all files
     * @param catalogue what is known of event types
     * @return the policies, or all that is wrong with them
     */
    public static PolicyResult<Checked> read(List<PolicyFile> files, EventCatalogue catalogue) {
        return switch (PolicyParser.parseAll(files)) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    bundle.documents().size() > DOCUMENTS_MAX
                            ? new PolicyResult.Refused<>(List.of(tooMany(bundle)))
                            : read(bundle, catalogue);
        };
    }

    private static PolicyResult<Checked> read(PolicyBundle bundle, EventCatalogue catalogue) {
        return switch (PolicyReader.read(bundle, catalogue)) {
            case PolicyResult.Accepted<PolicySet>(var policies) ->
                    new PolicyResult.Accepted<>(new Checked(bundle, policies));
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
