package io.keepwell.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An {@code application/problem+json} body (RFC 9457), as {@link ProblemType} makes it.
 *
 * @param type identifies the kind of failure
 * @param title the same for every occurrence of the kind
 * @param status the HTTP status
 * @param code the kind's stable code
 * @param detail this occurrence: what went wrong and the cure
 * @param instance names this occurrence in our log; absent where there is nothing to look up
 * @param errors each single error with its place in the request; left out when there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A failure (RFC 9457).")
public record Problem(
        @Schema(
                        description = "Identifies the kind of failure.",
                        required = true,
                        format = "uri-reference")
                URI type,
        @Schema(description = "The same for every failure of the kind.", required = true)
                String title,
        @Schema(description = "The HTTP status.", required = true) int status,
        @Schema(
                        description = "The kind's stable code, for programs.",
                        required = true,
                        examples = "KW-4001")
                String code,
        @Schema(description = "What went wrong this time, and the cure.", required = true)
                String detail,
        @Schema(description = "Names this failure in the service's log.", format = "uri-reference")
                @Nullable URI instance,
        @Schema(description = "Each single error with its place in the request.")
                List<FieldError> errors) {

    /** The media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Copies the list. */
    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * One error.
     *
     * @param pointer where in the request, as a JSON Pointer (RFC 6901) into its body, or a
     *     parameter's name
     * @param detail what is wrong there, and the cure
     */
    public record FieldError(
            @Schema(
                            description =
                                    "A JSON Pointer into the request's body, or a parameter's"
                                            + " name.",
                            required = true)
                    String pointer,
            @Schema(description = "What is wrong there, and the cure.", required = true)
                    String detail) {}

    static Problem of(ProblemType type, String detail, List<FieldError> errors) {
        return new Problem(
                URI.create("/problems/" + type.code()),
                type.title(),
                type.status(),
                type.code(),
                detail,
                null,
                errors);
    }

    /**
     * The same with a name for this occurrence.
     *
     * @param name what our log calls it
     * @return a copy
     */
    public Problem at(URI name) {
        return new Problem(type, title, status, code, detail, name, errors);
    }
}
