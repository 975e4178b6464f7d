package io.keepwell.scoring.adapter.rest;

import io.keepwell.scoring.application.reading.Listed;
import io.keepwell.scoring.application.reading.QuarantinePage;
import io.keepwell.scoring.application.reading.QuarantineQuery;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows what could not be folded. */
@Path("/v1/quarantine")
@Tag(name = "Operations")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

    private static final String ACCOUNT_ID = "accountId";

    private final ServiceRecords records;

    QuarantineResource(ServiceRecords records) {
        this.records = records;
    }

    /**
     * Lists records that could not be folded.
     *
     * @param accountId whose
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listQuarantine",
            summary = "List records that could not be folded",
            description = "The newest first, each whole and with the reason.")
    @APIResponse(
            responseCode = "200",
            description = "A page of records.",
            content =
                    @Content(
                            schema = @Schema(implementation = QuarantinePage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.QUARANTINE)))
    @APIResponse(responseCode = "400", ref = ScoringApi.INVALID)
    @APIResponse(responseCode = "503", ref = ScoringApi.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "Only those of this account.") @QueryParam(ACCOUNT_ID)
                    @Nullable String accountId,
            @Parameter(description = ApiTexts.LIMIT, example = "50") @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        String account = parameters.text(ACCOUNT_ID, accountId);
        int size = parameters.limit(limit);
        String question = QuarantineQuery.question(account);
        QuarantineQuery.Place after =
                parameters.cursor(cursor, question, QuarantineQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.quarantine(new QuarantineQuery(account, size, after))
                .map(found ->
                        Answers.ok(
                                new QuarantinePage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, question))));
    }
}
