package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.application.Accounts;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells whether an erasure that scoring has told of is carried out here. */
@Path("/v1/erasures")
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = "For who runs the service.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class ErasuresResource {

    private final Accounts accounts;

    ErasuresResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * An erasure that is carried out.
     *
     * @param id which
     * @param erasedAt up to when
     */
    @Schema(name = "Erased", description = "An erasure that is carried out here.")
    public record Erased(
            @Schema(required = true) UUID id,
            @Schema(
                            description = "What was told of the account until then is forgotten.",
                            required = true)
                    Instant erasedAt) {}

    /**
     * Shows one.
     *
     * @param id which
     * @return 200 with it, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getErasure",
            summary = "Tell whether an erasure is carried out here",
            description =
                    "Alerts, deliveries and what was to be sent of the account are gone then.")
    @APIResponse(
            responseCode = "200",
            description = "It is.",
            content =
                    @Content(
                            schema = @Schema(implementation = Erased.class),
                            examples = @ExampleObject(name = "erased", value = ApiTexts.ERASED)))
    @APIResponse(
            responseCode = "404",
            description = "It is not, or not yet; or nothing was ever told of the account.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> one(
            @Parameter(description = "The erasure's id, as scoring gave it.") @PathParam("id")
                    UUID id) {
        return accounts.erasedAt(id)
                .map(found ->
                        found.map(at -> Response.ok(new Erased(id, at)).build())
                                .orElseGet(() ->
                                        ProblemResponses.of(
                                                ProblemType.NOT_FOUND.withDetail(
                                                        "erasure %s is not carried out here, or not yet"
                                                                .formatted(id)))));
    }
}
