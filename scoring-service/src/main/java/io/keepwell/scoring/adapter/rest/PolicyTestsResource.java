package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyTestsReader;
import io.keepwell.policy.trial.PolicyTest;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.policy.Submission;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs the tests of policies. */
@Path("/v1/policies/test")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class PolicyTestsResource {

    private static final int TESTS_MAX = 1_000;

    private final PolicyTrials trials;
    private final EventCatalogue catalogue;

    PolicyTestsResource(PolicyTrials trials, EventCatalogue catalogue) {
        this.trials = trials;
        this.catalogue = catalogue;
    }

    /**
     * Runs the tests among policies.
     *
     * @param body all files
     * @return 200 with what came of them, or a problem
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking // it judges by many policies
    @Operation(
            operationId = "testPolicies",
            summary = "Run the tests of policies",
            description =
                    "Runs the documents of kind PolicyTests among the files against the policies"
                            + " among them: given these events, expect this score, status,"
                            + " signals. No account is looked at, and nothing is touched.")
    @APIResponse(
            responseCode = "200",
            description = "What came of the tests, whether or not all of them passed.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyTestViews.Report.class),
                            examples =
                                    @ExampleObject(
                                            name = "report",
                                            value = ApiTexts.POLICY_TEST_REPORT)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(
            responseCode = "409",
            description = "Other tests are being run; ask again in some seconds.")
    @APIResponse(
            responseCode = "422",
            description =
                    "The policies or the tests have problems, which the errors tell, or there are"
                            + " no tests.")
    public Response test(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PolicyViews.Body.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "files",
                                                            value = ApiTexts.POLICY_TEST_FILES)))
                    PolicyViews.@Nullable Body body) {
        return switch (PolicyBodies.take(body)) {
            case PolicyBodies.Taken.Wrong(Problem problem) -> answer(problem);
            case PolicyBodies.Taken.Files(List<PolicyFile> sent) -> test(sent);
        };
    }

    private Response test(List<PolicyFile> sent) {
        PolicyFiles files = PolicyFiles.of(sent);
        if (!files.unreadable().isEmpty()) {
            return answer(PolicyBodies.refused(sent, files.unreadable()));
        }
        return switch (Submission.read(files.files(), catalogue)) {
            case PolicyResult.Refused<Submission.Checked>(var problems) ->
                    answer(PolicyBodies.refused(sent, problems));
            case PolicyResult.Accepted<Submission.Checked>(var checked) ->
                    test(sent, files, checked.policies());
        };
    }

    private Response test(List<PolicyFile> sent, PolicyFiles files, PolicySet policies) {
        return switch (PolicyTestsReader.read(files.tests(), policies, catalogue)) {
            case PolicyResult.Refused<List<PolicyTest>>(var problems) ->
                    answer(PolicyBodies.refused(sent, problems));
            case PolicyResult.Accepted<List<PolicyTest>>(var tests) -> {
                if (tests.isEmpty() || tests.size() > TESTS_MAX) {
                    yield answer(
                            ProblemType.UNPROCESSABLE.withDetail(
                                    "the files hold %d tests; send 1 to %d, in documents of kind"
                                            .concat(" PolicyTests beside the policies")
                                            .formatted(tests.size(), TESTS_MAX)));
                }
                long events = tests.stream().mapToLong(PolicyTest::events).sum();
                if (events > PolicyTrials.EVENTS_MAX) {
                    yield answer(
                            ProblemType.UNPROCESSABLE.withDetail(
                                    "the tests hold %d events, repeated ones counted; send at most"
                                            .concat(" %d at once, or run ./keepwell policy test")
                                            .formatted(events, PolicyTrials.EVENTS_MAX)));
                }
                yield trials.run(policies, tests)
                        .map(results -> Answers.ok(PolicyTestViews.Report.of(results)))
                        .orElseGet(() ->
                                answer(
                                        ProblemType.CONFLICT.withDetail(
                                                "other tests are being run; ask again in some"
                                                        + " seconds")));
            }
        };
    }

    private static Response answer(Problem problem) {
        return ProblemResponses.of(problem);
    }
}
