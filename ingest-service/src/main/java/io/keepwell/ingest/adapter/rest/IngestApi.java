package io.keepwell.ingest.adapter.rest;

import io.keepwell.runtime.Problem;
import io.keepwell.runtime.rest.SharedAnswers;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** The description of the interface as a whole, and of the answers that its operations share. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Keepwell ingest",
                        version = "1",
                        description =
                                "Where systems send events. Every failure is an RFC 9457 problem"
                                        + " with a stable code."),
        servers = @Server(url = "/", description = "The host that this was read from."),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = IngestApi.MALFORMED,
                                    description =
                                            "The request as a whole cannot be read; nothing was"
                                                    + " accepted."),
                            @APIResponse(
                                    name = IngestApi.UNAUTHENTICATED,
                                    description = "No write key, or an unknown one.",
                                    headers =
                                            @Header(
                                                    name = "WWW-Authenticate",
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            String.class))),
                            @APIResponse(
                                    name = IngestApi.NOT_FOUND,
                                    description = "This source has no such run."),
                            @APIResponse(
                                    name = IngestApi.FORBIDDEN,
                                    description = "The key is of a source that sends otherwise."),
                            @APIResponse(
                                    name = IngestApi.OTHER_ORIGIN,
                                    description =
                                            "A web page asks whose origin ingest.browser-origins"
                                                    + " does not name.",
                                    content = @Content),
                            @APIResponse(
                                    name = IngestApi.NOT_ACCEPTABLE,
                                    description = "Only another media type was accepted."),
                            @APIResponse(
                                    name = IngestApi.NO_WEBHOOK,
                                    description = "No webhook has this name."),
                            @APIResponse(
                                    name = IngestApi.NO_SCHEMA,
                                    description = "No schema has this name."),
                            @APIResponse(
                                    name = IngestApi.TOO_SLOW,
                                    description = "The body took too long to come in."),
                            @APIResponse(
                                    name = IngestApi.TOO_FAST,
                                    description =
                                            "The source sends more than its limit allows; nothing"
                                                    + " was taken.",
                                    headers = {
                                        @Header(
                                                name = "Retry-After",
                                                schema = @Schema(implementation = Integer.class)),
                                        @Header(
                                                name = "RateLimit",
                                                schema = @Schema(implementation = String.class)),
                                        @Header(
                                                name = "RateLimit-Policy",
                                                schema = @Schema(implementation = String.class))
                                    }),
                            @APIResponse(
                                    name = IngestApi.TOO_LARGE,
                                    description =
                                            "The body is too long, or holds too many events;"
                                                    + " nothing was accepted."),
                            @APIResponse(
                                    name = IngestApi.UNSUPPORTED_MEDIA_TYPE,
                                    description = "Another media type, charset or content coding."),
                            @APIResponse(
                                    name = IngestApi.NONE_ACCEPTED,
                                    description = "Not one event was accepted; the errors say why.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "none",
                                                                    value = ApiTexts.NONE))),
                            @APIResponse(
                                    name = IngestApi.CALLS_RECEIVED,
                                    description =
                                            "The calls were accepted, or kept with the reason;"
                                                    + " Kafka has acknowledged all of them.",
                                    content =
                                            @Content(
                                                    mediaType = "application/json",
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            SegmentReceipt.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "all",
                                                                    value =
                                                                            "{\"success\":"
                                                                                    + " true}"))),
                            @APIResponse(
                                    name = SharedAnswers.UNAVAILABLE,
                                    description =
                                            "Kafka has not acknowledged; send all of it again, with"
                                                    + " the same ids.")
                        }))
@SecurityScheme(
        securitySchemeName = IngestApi.WRITE_KEY,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A source's write key.")
@SecurityScheme(
        securitySchemeName = IngestApi.WRITE_KEY_BASIC,
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "A source's write key as the user name, with an empty password.")
@SecurityScheme(
        securitySchemeName = IngestApi.WRITE_KEY_QUERY,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.QUERY,
        apiKeyName = "key",
        description = "A source's write key, for senders that can set nothing but an address.")
@SecurityScheme(
        securitySchemeName = IngestApi.SIGNATURE,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        apiKeyName = "X-Signature",
        description =
                "A signature of the body, in the header and form that the source's document names.")
public class IngestApi extends Application {

    static final String WRITE_KEY = "writeKey";
    static final String WRITE_KEY_BASIC = "writeKeyBasic";
    static final String WRITE_KEY_QUERY = "writeKeyQuery";
    static final String SIGNATURE = "signature";
    static final String CALLS_RECEIVED = "CallsReceived";
    static final String MALFORMED = "Malformed";
    static final String UNAUTHENTICATED = "Unauthenticated";
    static final String NOT_FOUND = "NotFound";
    static final String FORBIDDEN = "Forbidden";
    static final String NO_WEBHOOK = "NoWebhook";
    static final String OTHER_ORIGIN = "OtherOrigin";
    static final String NOT_ACCEPTABLE = "NotAcceptable";
    static final String NO_SCHEMA = "NoSchema";
    static final String TOO_SLOW = "TooSlow";
    static final String TOO_FAST = "TooFast";
    static final String TOO_LARGE = "TooLarge";
    static final String UNSUPPORTED_MEDIA_TYPE = "UnsupportedMediaType";
    static final String NONE_ACCEPTED = "NoneAccepted";
}
