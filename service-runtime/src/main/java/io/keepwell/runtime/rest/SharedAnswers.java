package io.keepwell.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Completes the description of an interface: answers that operations refer to and that every
 * service gives alike, the token that they ask for, and that every failure is a problem. What a
 * service describes itself stays as it is.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class SharedAnswers implements OASFilter {

    /** 400: a parameter is not allowed. */
    public static final String INVALID = "InvalidParameter";

    /** 400: the body cannot be read. */
    public static final String MALFORMED = "Malformed";

    /** 401: there is no token, or it is not valid. */
    public static final String UNAUTHENTICATED = "Unauthenticated";

    /** 403: the token does not allow this. */
    public static final String FORBIDDEN = "Forbidden";

    /** 503: the database is away. */
    public static final String UNAVAILABLE = "Unavailable";

    /** The security scheme: an access token. */
    public static final String BEARER = "bearer";

    private static final int FAILURES_FROM = 400;
    private static final String REFERENCE = "#/components/responses/";

    private static final String INVALID_EXAMPLE =
            """
            {"type": "/problems/KW-4002", "title": "A parameter is not allowed", "status": 400, \
            "code": "KW-4002", "detail": "correct the parameters that the errors name", \
            "errors": [{"pointer": "limit", "detail": "must be a whole number from 1 to 200"}]}\
            """;

    private static final Map<String, Supplier<APIResponse>> SHARED =
            Map.of(
                    INVALID,
                    SharedAnswers::invalid,
                    MALFORMED,
                    () -> answer("The body is no JSON, or not of this form."),
                    UNAUTHENTICATED,
                    SharedAnswers::unauthenticated,
                    FORBIDDEN,
                    () ->
                            answer(
                                    "The token's roles do not allow this, or its claims make no"
                                            + " sense."),
                    UNAVAILABLE,
                    () -> answer("The database does not answer."));

    @Override
    public void filterOpenAPI(OpenAPI description) {
        Components components =
                Optional.ofNullable(description.getComponents())
                        .orElseGet(OASFactory::createComponents);
        var answers = new TreeMap<String, APIResponse>(orEmpty(components.getResponses()));
        for (Map.Entry<String, Integer> named : statuses(description).entrySet()) {
            Supplier<APIResponse> shared = SHARED.get(named.getKey());
            if (shared != null && !answers.containsKey(named.getKey())) {
                answers.put(named.getKey(), shared.get());
            }
            APIResponse answer = answers.get(named.getKey());
            if (answer != null && named.getValue() >= FAILURES_FROM) {
                completeFailure(named.getValue(), answer);
            }
        }
        components.setResponses(answers);
        eachAnswer(description, SharedAnswers::completeOwn);
        if (needsToken(description)) {
            components.addSecurityScheme(BEARER, token());
        }
        description.setComponents(components);
    }

    /** The answers that operations refer to, and with which status. */
    private static Map<String, Integer> statuses(OpenAPI description) {
        var statuses = new TreeMap<String, Integer>();
        eachAnswer(
                description,
                (status, answer) -> {
                    if (answer.getRef() != null) {
                        statuses.put(answer.getRef().replace(REFERENCE, ""), status);
                    }
                });
        return statuses;
    }

    private static void eachAnswer(OpenAPI description, BiConsumer<Integer, APIResponse> consumer) {
        orEmpty(description.getPaths().getPathItems()).values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation ->
                        orEmpty(operation.getResponses().getAPIResponses()).entrySet().stream())
                .forEach(it -> consumer.accept(Integer.valueOf(it.getKey()), it.getValue()));
    }

    private static boolean needsToken(OpenAPI description) {
        return Stream.ofNullable(description.getSecurity())
                .flatMap(needs -> needs.stream())
                .anyMatch(need -> need.getSchemes().containsKey(BEARER));
    }

    /** An answer that an operation describes itself. */
    private static void completeOwn(int status, APIResponse answer) {
        if (answer.getRef() != null) {
            return;
        }
        if (status >= FAILURES_FROM) {
            completeFailure(status, answer);
        } else if (saysNothing(answer.getContent())) {
            answer.setContent(null);
        }
    }

    /** Every failure is a problem; what is unavailable says when to come back. */
    private static void completeFailure(int status, APIResponse answer) {
        if (status == ProblemType.UNAVAILABLE.status() && answer.getHeaders() == null) {
            answer.addHeader(
                    "Retry-After",
                    header(
                            "Seconds to wait.",
                            OASFactory.createSchema()
                                    .addType(Schema.SchemaType.INTEGER)
                                    .format("int32")));
        }
        if (isEmpty(answer.getContent())) {
            answer.setContent(null);
            return;
        }
        if (answer.getContent() == null) {
            answer.setContent(
                    OASFactory.createContent()
                            .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
        }
        MediaType problem = answer.getContent().getMediaType(Problem.MEDIA_TYPE);
        if (problem == null) {
            return;
        }
        if (problem.getSchema() == null) {
            problem.setSchema(OASFactory.createSchema().ref(Problem.class.getSimpleName()));
        }
        if (problem.getExamples() == null) {
            ProblemType type = ProblemType.ofStatus(status);
            problem.addExample(
                    type.code(),
                    OASFactory.createExample()
                            .value(asMap(type.withDetail(answer.getDescription()))));
        }
    }

    /** What an answer says that has no body, not even a problem. */
    private static boolean isEmpty(@Nullable Content content) {
        return content != null && orEmpty(content.getMediaTypes()).isEmpty();
    }

    /** What the build puts where nothing is known of a body: there is none. */
    private static boolean saysNothing(@Nullable Content content) {
        return content != null
                && content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .allMatch(schema ->
                                schema == null
                                        || (schema.getRef() == null
                                                && schema.getType() == null
                                                && orEmpty(schema.getProperties()).isEmpty()));
    }

    private static APIResponse invalid() {
        return answer("A parameter is not allowed; the errors say why.")
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .addExample(
                                                        Parameters.LIMIT,
                                                        OASFactory.createExample()
                                                                .value(read(INVALID_EXAMPLE)))));
    }

    private static APIResponse unauthenticated() {
        return answer("There is no token, or it is not valid here.")
                .addHeader(
                        "WWW-Authenticate",
                        header(
                                "Bearer, and whether the token is wrong.",
                                OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }

    private static APIResponse answer(String description) {
        return OASFactory.createAPIResponse().description(description);
    }

    private static Header header(String description, Schema value) {
        return OASFactory.createHeader().description(description).schema(value);
    }

    private static SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .description(
                        "A token with a role among its groups; which accounts it sees is its claim"
                                + " accounts: own, team or all.")
                .scheme(BEARER)
                .bearerFormat("JWT");
    }

    private static Map<String, Object> read(String json) {
        try {
            return new ObjectMapper()
                    .readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> asMap(Problem problem) {
        return new ObjectMapper()
                .convertValue(problem, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
