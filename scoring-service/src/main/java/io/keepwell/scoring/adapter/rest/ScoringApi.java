package io.keepwell.scoring.adapter.rest;

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
                        title = "Keepwell scoring",
                        version = "1",
                        description =
                                "Who the accounts are, how they are, why, and how they were. Every"
                                        + " failure is an RFC 9457 problem with a stable code."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = ScoringApi.INVALID,
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
                                    name = ScoringApi.UNAUTHENTICATED,
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
                                    name = ScoringApi.FORBIDDEN,
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
                                    name = ScoringApi.UNAVAILABLE,
                                    description = "The database or Kafka does not answer.",
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
                                        securitySchemeName = ScoringApi.BEARER,
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "A token with a role among its groups; which"
                                                        + " accounts it sees is its claim accounts:"
                                                        + " own, team or all.")),
        security = @SecurityRequirement(name = ScoringApi.BEARER))
public class ScoringApi extends Application {

    static final String INVALID = "InvalidParameter";
    static final String UNKNOWN = "UnknownAccount";
    static final String BEARER = "bearer";
    static final String UNAUTHENTICATED = "Unauthenticated";
    static final String FORBIDDEN = "Forbidden";
    static final String UNAVAILABLE = "Unavailable";
}
