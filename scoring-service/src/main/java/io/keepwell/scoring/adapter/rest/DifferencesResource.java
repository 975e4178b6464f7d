package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.reading.ReadDifferences;
import io.keepwell.scoring.application.reading.ScoreDifference;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers why a score is another than it was, for accounts that the caller sees. */
@Path("/v1/accounts/{id}/score/explain")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class DifferencesResource {

    private static final String FROM = "from";
    private static final String TO = "to";

    private final ReadDifferences differences;
    private final Caller caller;

    DifferencesResource(ReadDifferences differences, Caller caller) {
        this.differences = differences;
        this.caller = caller;
    }

    /**
     * Explains why a score is another than it was.
     *
     * @param id the account
     * @param from the moment at the beginning
     * @param to the moment at the end; the present without
     * @return 200 with the parts, or a problem
     */
    @GET
    @Operation(
            operationId = "explainScoreDifference",
            summary = "Explain why a score is another than it was",
            description =
                    "Signed parts that add up to the difference between the two scores, each with"
                            + " its label and the events with which it moved; and the same in one"
                            + " sentence.")
    @APIResponse(
            responseCode = "200",
            description = "What lies between the two scores.",
            content =
                    @Content(
                            schema = @Schema(implementation = ScoreDifference.class),
                            examples =
                                    @ExampleObject(
                                            name = "difference",
                                            value = ApiTexts.DIFFERENCE)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> explain(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @Parameter(
                            description = "The moment at the beginning, as RFC 3339 writes it.",
                            required = true,
                            example = "2026-11-01T00:00:00Z")
                    @QueryParam(FROM)
                    @Nullable String from,
            @Parameter(
                            description = "The moment at the end; the present without.",
                            example = "2026-11-03T09:30:00Z")
                    @QueryParam(TO)
                    @Nullable String to) {
        var parameters = new Parameters();
        Instant begin = parameters.time(FROM, from);
        Instant end = parameters.time(TO, to);
        if (from == null || from.isEmpty()) {
            parameters.wrong(
                    FROM,
                    "is required: write the moment to begin with, such as 2026-11-01T00:00:00Z");
        }
        if (begin != null && end != null && end.isBefore(begin)) {
            parameters.wrong(TO, "must not be before 'from'");
        }
        if (begin == null || parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return differences
                .between(caller.scope(), id, begin, end)
                .map(answer ->
                        switch (answer) {
                            case ReadDifferences.Answer.Told(ScoreDifference difference) ->
                                    Answers.ok(difference);
                            case ReadDifferences.Answer.UnknownAccount() -> Answers.unknown(id);
                            case ReadDifferences.Answer.NotYetJudged() ->
                                    Answers.notYetJudged(id, Objects.requireNonNull(end));
                            case ReadDifferences.Answer.InTheFuture() -> {
                                parameters.wrong(
                                        FROM, "is in the future: nothing has changed since then");
                                yield parameters.problem();
                            }
                            case ReadDifferences.Answer.TooMany(int steps) -> {
                                parameters.wrong(
                                        FROM,
                                        "is too long ago: the score changed more than %d times"
                                                        .formatted(steps)
                                                + " since; choose a shorter span");
                                yield parameters.problem();
                            }
                        });
    }
}
