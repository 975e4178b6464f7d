package io.keepwell.alerting.adapter.rest;

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
                        title = "Keepwell alerting",
                        version = "1",
                        description =
                                "Which accounts need somebody, how soon, and who answered. Every"
                                        + " failure is an RFC 9457 problem with a stable code."),
        servers = @Server(url = "/", description = "The host that this was read from."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = AlertingApi.UNKNOWN,
                                    description = "There is none, or none that the caller sees.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown",
                                                                    value = ApiTexts.UNKNOWN))),
                            @APIResponse(
                                    name = AlertingApi.REFUSED,
                                    description = "Its state does not allow this.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "resolved",
                                                                    value = ApiTexts.REFUSED))),
                            @APIResponse(
                                    name = AlertingApi.CHANGED,
                                    description = "It has changed since the named version."),
                            @APIResponse(
                                    name = AlertingApi.WRONG,
                                    description =
                                            "The body breaks the rules; the errors say where.")
                        }),
        security = @SecurityRequirement(name = SharedAnswers.BEARER))
public class AlertingApi extends Application {

    static final String UNKNOWN = "Unknown";
    static final String REFUSED = "Refused";
    static final String CHANGED = "Changed";
    static final String WRONG = "Wrong";
}
