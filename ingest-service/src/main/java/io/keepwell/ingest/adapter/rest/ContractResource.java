package io.keepwell.ingest.adapter.rest;

import io.keepwell.model.Topic;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishes what is on the topics, as {@code /q/openapi} publishes what is spoken over HTTP. */
@Path("/contract")
@Tag(name = "Contract", description = "What is on the topics: AsyncAPI, and the schemas in it.")
public class ContractResource {

    private static final String YAML = "application/yaml";
    private static final String JSON_SCHEMA = "application/schema+json";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}\\.json");

    /**
     * The AsyncAPI document.
     *
     * @return it
     */
    @GET
    @Path("/asyncapi.yaml")
    @Produces(YAML)
    @SecurityRequirements
    @Operation(
            operationId = "readAsyncApi",
            summary = "Read the AsyncAPI document of all topics",
            description =
                    "Every topic, every message on it and its headers, as version 3 of AsyncAPI"
                            + " describes them.")
    @APIResponse(
            responseCode = "200",
            description = "The document; its references lead to the schemas beside it.",
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(name = "beginning", value = ApiTexts.ASYNC_API)))
    @APIResponse(responseCode = "406", ref = IngestApi.NOT_ACCEPTABLE)
    public Response asyncApi() {
        return part("asyncapi.yaml", YAML);
    }

    /**
     * A schema.
     *
     * @param name its file
     * @return it, or 404
     */
    @GET
    @Path("/schemas/{name}")
    @Produces(JSON_SCHEMA)
    @SecurityRequirements
    @Operation(
            operationId = "readSchema",
            summary = "Read a schema of the AsyncAPI document",
            description = "The value of a kind of message, as a JSON Schema.")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Schema.",
            content =
                    @Content(
                            mediaType = JSON_SCHEMA,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(name = "schema", value = ApiTexts.JSON_SCHEMA)))
    @APIResponse(responseCode = "404", ref = IngestApi.NO_SCHEMA)
    @APIResponse(responseCode = "406", ref = IngestApi.NOT_ACCEPTABLE)
    public Response schema(
            @Parameter(
                            description = "The file that the document names.",
                            example = "customer-event.v1.json")
                    @PathParam("name")
                    String name) {
        return NAME.matcher(name).matches() ? part("schemas/" + name, JSON_SCHEMA) : unknown();
    }

    private static Response part(String name, String mediaType) {
        try (InputStream in = Topic.class.getResourceAsStream("/keepwell/contract/" + name)) {
            return in == null ? unknown() : Response.ok(in.readAllBytes(), mediaType).build();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Response unknown() {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "there is no such schema; /contract/asyncapi.yaml names those that are"));
    }
}
