package io.keepwell.alerting.adapter.rest;

import io.keepwell.runtime.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The description of the interface as a whole, and of the answers that its operations share. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Keepwell alerting",
                        version = "1",
                        description =
                                "Which accounts need somebody, how soon, and who answered. Every"
                                        + " failure is an RFC 9457 problem with a stable code."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = AlertingApi.INVALID,
                                    description = "A parameter is not allowed; the errors say why.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "limit",
                                                                    value = ApiTexts.INVALID))),
                            @APIResponse(
                                    name = AlertingApi.UNKNOWN,
                                    description = "There is none, or none that the caller sees.",
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
                                    description = "It has changed since the named version.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                            @APIResponse(
                                    name = AlertingApi.WRONG,
                                    description =
                                            "The body breaks the rules; the errors say where.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                            @APIResponse(
                                    name = AlertingApi.UNAUTHENTICATED,
                                    description = "There is no token, or it is not valid here.",
                                    headers =
                                            @Header(
                                                    name = "WWW-Authenticate",
                                                    description =
                                                            "Bearer, and whether the token is"
                                                                    + " wrong.",
                                                    schema =
                                                            @Schema(implementation = String.class)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                            @APIResponse(
                                    name = AlertingApi.FORBIDDEN,
                                    description =
                                            "The token's roles do not allow this, or its claims"
                                                    + " make no sense.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                            @APIResponse(
                                    name = AlertingApi.UNAVAILABLE,
                                    description = "The database does not answer.",
                                    headers =
                                            @Header(
                                                    name = "Retry-After",
                                                    description = "Seconds to wait.",
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Integer.class)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class)))
                        },
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = AlertingApi.BEARER,
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "A token with a role among its groups; which"
                                                        + " accounts it sees is its claim accounts:"
                                                        + " own, team or all.")),
        security = @SecurityRequirement(name = AlertingApi.BEARER))
public class AlertingApi extends Application {

    static final String INVALID = "InvalidParameter";
    static final String UNKNOWN = "Unknown";
    static final String REFUSED = "Refused";
    static final String CHANGED = "Changed";
    static final String WRONG = "Wrong";
    static final String BEARER = "bearer";
    static final String UNAUTHENTICATED = "Unauthenticated";
    static final String FORBIDDEN = "Forbidden";
    static final String UNAVAILABLE = "Unavailable";
}
