package io.keepwell.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.runtime.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
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

    /** 401: there is no token, or it is not valid. */
    public static final String UNAUTHENTICATED = "Unauthenticated";

    /** 403: the token does not allow this. */
    public static final String FORBIDDEN = "Forbidden";

    /** 503: the database is away. */
    public static final String UNAVAILABLE = "Unavailable";

    /** The security scheme: an access token. */
    public static final String BEARER = "bearer";

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
        for (String name : references(description)) {
            Supplier<APIResponse> shared = SHARED.get(name);
            if (shared != null && !answers.containsKey(name)) {
                answers.put(name, shared.get());
            }
        }
        answers.forEach(SharedAnswers::complete);
        components.setResponses(answers);
        if (needsToken(description)) {
            components.addSecurityScheme(BEARER, token());
        }
        description.setComponents(components);
    }

    private static Set<String> references(OpenAPI description) {
        return orEmpty(description.getPaths().getPathItems()).values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation ->
                        orEmpty(operation.getResponses().getAPIResponses()).values().stream())
                .flatMap(answer -> Stream.ofNullable(answer.getRef()))
                .map(reference -> reference.replace(REFERENCE, ""))
                .collect(Collectors.toSet());
    }

    private static boolean needsToken(OpenAPI description) {
        return Stream.ofNullable(description.getSecurity())
                .flatMap(needs -> needs.stream())
                .anyMatch(need -> need.getSchemes().containsKey(BEARER));
    }

    /** Every failure is a problem; what is unavailable says when to come back. */
    private static void complete(String name, APIResponse answer) {
        if (name.equals(UNAVAILABLE) && answer.getHeaders() == null) {
            answer.addHeader(
                    "Retry-After",
                    header(
                            "Seconds to wait.",
                            OASFactory.createSchema()
                                    .addType(Schema.SchemaType.INTEGER)
                                    .format("int32")));
        }
        if (answer.getContent() == null) {
            answer.setContent(
                    OASFactory.createContent()
                            .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
        }
        MediaType problem = answer.getContent().getMediaType(Problem.MEDIA_TYPE);
        if (problem != null && problem.getSchema() == null) {
            problem.setSchema(OASFactory.createSchema().ref(Problem.class.getSimpleName()));
        }
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

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
