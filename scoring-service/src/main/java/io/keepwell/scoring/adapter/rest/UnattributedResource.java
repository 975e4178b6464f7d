package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.keepwell.scoring.application.reading.UnattributedPage;
import io.keepwell.scoring.application.reading.UnattributedQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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

/** Shows whose events wait for an account: users of any account, so only for operators. */
@Path("/v1/unattributed")
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class UnattributedResource {

    private final ServiceRecords records;

    UnattributedResource(ServiceRecords records) {
        this.records = records;
    }

    /**
     * Lists users whose events wait.
     *
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listUnattributed",
            summary = "List users whose events wait for an account",
            description =
                    "Most events first. They go to the account as soon as the user is known to"
                            + " belong to one, and to no other.")
    @APIResponse(
            responseCode = "200",
            description = "A page of users.",
            content =
                    @Content(
                            schema = @Schema(implementation = UnattributedPage.class),
                            examples =
                                    @ExampleObject(name = "page", value = ApiTexts.UNATTRIBUTED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(AccountsResource.KEPT);
        int size = parameters.limit(limit);
        UnattributedQuery.Place after =
                parameters.cursor(cursor, UnattributedQuery.QUESTION, UnattributedQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.unattributed(new UnattributedQuery(size, after))
                .map(found ->
                        Answers.ok(
                                new UnattributedPage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, UnattributedQuery.QUESTION))));
    }
}
