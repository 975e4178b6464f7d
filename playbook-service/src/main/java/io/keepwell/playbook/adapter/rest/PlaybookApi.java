package io.keepwell.playbook.adapter.rest;

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
                        title = "Keepwell playbook",
                        version = "1",
                        description =
                                "What is to be done about accounts, by whom and until when. Every"
                                        + " failure is an RFC 9457 problem with a stable code."),
        servers = @Server(url = "/", description = "The host that this was read from."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = PlaybookApi.UNKNOWN,
                                    description = "There is none, as far as the caller may see."),
                            @APIResponse(
                                    name = PlaybookApi.REFUSED,
                                    description =
                                            "The task's state does not allow it; the detail says"
                                                    + " which, and what to do.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "completed",
                                                                    value = ApiTexts.REFUSED))),
                            @APIResponse(
                                    name = PlaybookApi.UNMET,
                                    description =
                                            "The play's state does not allow it; the detail says"
                                                    + " what is missing.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unmet",
                                                                    value = ApiTexts.UNMET))),
                            @APIResponse(
                                    name = PlaybookApi.CHANGED,
                                    description = "Somebody has changed it since it was read."),
                            @APIResponse(
                                    name = PlaybookApi.BROKEN,
                                    description = "The body breaks the rules; the errors say how.")
                        }),
        security = @SecurityRequirement(name = SharedAnswers.BEARER))
public class PlaybookApi extends Application {

    static final String UNKNOWN = "Unknown";
    static final String REFUSED = "Refused";
    static final String UNMET = "Unmet";
    static final String CHANGED = "Changed";
    static final String BROKEN = "Broken";
}
