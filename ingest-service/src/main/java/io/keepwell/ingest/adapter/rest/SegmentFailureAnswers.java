package io.keepwell.ingest.adapter.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.runtime.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the failures of Segment's calls as {@link SegmentAnswers} makes them: no problems. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = SegmentFailureAnswers.AFTER_OTHERS)
public final class SegmentFailureAnswers implements OASFilter {

    static final int AFTER_OTHERS = 0;

    private static final String REFERENCE = "#/components/responses/";
    private static final String PREFIX = "Calls";
    private static final int FAILURES_FROM = 400;

    @Override
    public void filterOpenAPI(OpenAPI description) {
        Components components = description.getComponents();
        description.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> operation.getTags().contains(SegmentResource.TAG))
                .map(Operation::getResponses)
                .forEach(answers -> replaceFailures(answers, components));
    }

    private static void replaceFailures(APIResponses answers, Components components) {
        for (String status : answers.getAPIResponses().keySet()) {
            int code = Integer.parseInt(status);
            if (code >= FAILURES_FROM) {
                String name = answers.getAPIResponse(status).getRef().replace(REFERENCE, "");
                components.addResponse(
                        PREFIX + name,
                        failure(
                                code,
                                Objects.requireNonNull(components.getResponses().get(name), name)));
                answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(PREFIX + name));
            }
        }
    }

    private static APIResponse failure(int status, APIResponse problem) {
        SegmentFailure example =
                SegmentFailure.of(
                        ProblemType.ofStatus(status).withDetail(problem.getDescription()));
        return OASFactory.createAPIResponse()
                .description(problem.getDescription())
                .headers(problem.getHeaders())
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        MediaType.APPLICATION_JSON,
                                        OASFactory.createMediaType()
                                                .schema(
                                                        OASFactory.createSchema()
                                                                .ref(
                                                                        SegmentFailure.class
                                                                                .getSimpleName()))
                                                .addExample(
                                                        example.code(),
                                                        OASFactory.createExample()
                                                                .value(asMap(example)))));
    }

    private static Map<String, Object> asMap(SegmentFailure failure) {
        return new ObjectMapper()
                .convertValue(failure, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
