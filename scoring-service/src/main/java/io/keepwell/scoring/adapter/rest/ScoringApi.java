package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.Problem;
import io.keepwell.runtime.rest.SharedAnswers;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** The description of the interface as a whole, and of the answers that its operations share. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Keepwell scoring",
                        version = "1",
                        description =
                                "Who the accounts are, how they are, why, and how they were. Every"
                                        + " failure is an RFC 9457 problem with a stable code."),
        servers = @Server(url = "/", description = "The host that this was read from."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = ScoringApi.UNKNOWN,
                                    description = "No such account has ever been judged.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown",
                                                                    value = ApiTexts.UNKNOWN))),
                            @APIResponse(
                                    name = SharedAnswers.UNAVAILABLE,
                                    description = "The database or Kafka does not answer.")
                        }),
        security = @SecurityRequirement(name = SharedAnswers.BEARER))
public class ScoringApi extends Application {

    static final String UNKNOWN = "UnknownAccount";
}
