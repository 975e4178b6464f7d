package io.keepwell.scoring.adapter.rest;

import io.keepwell.policy.files.PolicySchemas;
import io.keepwell.policy.words.Words;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands out the JSON Schemas of policies. */
@Path("/v1/policies/schemas")
@Singleton
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class PolicySchemasResource {

    private static final String SCHEMA = "application/schema+json";

    /**
     * The schema of a kind of document.
     *
     * @param kind the kind, or Policy for all of them
     * @return 200 with it, or 404
     */
    @GET
    @Path("/{kind}")
    @Produces(SCHEMA)
    @Operation(
            operationId = "getPolicySchema",
            summary = "Read the JSON Schema of a kind of policy document",
            description =
                    "JSON Schema 2020-12, complete in itself. Policy is the one of all kinds; it"
                            + " chooses by 'kind'.")
    @APIResponse(
            responseCode = "200",
            description = "The schema.",
            content =
                    @Content(
                            mediaType = SCHEMA,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "schema",
                                            value =
                                                    "{\"$schema\":"
                                                        + " \"https://json-schema.org/draft/2020-12/schema\","
                                                        + " \"title\": \"Resolver\"}")))
    @APIResponse(responseCode = "404", description = "There is no schema of this kind.")
    public Response schema(
            @Parameter(description = "The documents' kind, or Policy.", example = "Scorecard")
                    @PathParam("kind")
                    String kind) {
        return PolicySchemas.of(kind)
                .map(it -> Response.ok(it, SCHEMA).build())
                .orElseGet(() ->
                        ProblemResponses.of(
                                ProblemType.NOT_FOUND.withDetail(
                                        "the kinds are '%s', %s"
                                                .formatted(
                                                        PolicySchemas.ANY,
                                                        Words.quotedList(PolicySchemas.kinds())))));
    }
}
