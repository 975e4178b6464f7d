package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.reading.ReadSources;
import io.keepwell.scoring.application.reading.SourceItem;
import io.keepwell.scoring.application.reading.SourceList;
import io.keepwell.scoring.application.reading.SourceRecords;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Shows how it is with connected systems: to everybody, since what a silent one reports is frozen
 * in the scores that they see.
 */
@Path("/v1/sources")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class SourcesResource {

    private static final String HOURS = "hours";
    private static final int HOURS_DEFAULT = 24;
    private static final int HOURS_MAX = 28 * 24;

    private final ReadSources sources;
    private final SourceRecords records;
    private final InstantSource clock;
    private final Caller caller;

    SourcesResource(
            ReadSources sources, SourceRecords records, InstantSource clock, Caller caller) {
        this.sources = sources;
        this.records = records;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * Lists all of them.
     *
     * @param hours how many hours are told one by one
     * @return 200, or a problem
     */
    @GET
    @Operation(
            operationId = "listSources",
            summary = "List connected systems",
            description =
                    "When each has sent last and how much, what of it was rejected and why, and"
                            + " whether it has gone silent against its own rhythm.")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content =
                    @Content(
                            schema = @Schema(implementation = SourceList.class),
                            examples = @ExampleObject(name = "list", value = ApiTexts.SOURCES)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = ApiTexts.HOURS, example = "24") @QueryParam(HOURS)
                    @Nullable String hours) {
        var parameters = new Parameters();
        int told = hours(parameters, hours);
        return parameters.areWrong()
                ? Uni.createFrom().item(parameters.problem())
                : sources.all(told).map(Answers::ok);
    }

    /**
     * Shows one of them.
     *
     * @param source its name
     * @param hours how many hours are told one by one
     * @return 200, or a problem
     */
    @GET
    @Path("/{source}")
    @Operation(
            operationId = "getSource",
            summary = "Show a connected system",
            description = "As the list does, for as many hours as are asked for.")
    @APIResponse(
            responseCode = "200",
            description = "How it is with it.",
            content =
                    @Content(
                            schema = @Schema(implementation = SourceItem.class),
                            examples = @ExampleObject(name = "one", value = ApiTexts.SOURCE)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "404", description = "Nothing has ever come of such a source.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> one(
            @Parameter(description = ApiTexts.SOURCE_NAME) @PathParam("source") String source,
            @Parameter(description = ApiTexts.HOURS, example = "24") @QueryParam(HOURS)
                    @Nullable String hours) {
        var parameters = new Parameters();
        int told = hours(parameters, hours);
        return parameters.areWrong()
                ? Uni.createFrom().item(parameters.problem())
                : sources.one(source, told).map(found -> okOrUnknown(found, source));
    }

    /**
     * Writes down that no more will come of a source, so that nothing waits for it.
     *
     * @param source its name
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.OPS, Role.ADMIN})
    @Path("/{source}/retire")
    @Operation(
            operationId = "retireSource",
            summary = "Say that no more will come of a connected system",
            description =
                    "What it reported is no longer frozen for its silence; what others report of"
                            + " the same counts again. If it sends once more it is back.")
    @APIResponse(
            responseCode = "200",
            description = "It is retired.",
            content =
                    @Content(
                            schema = @Schema(implementation = SourceItem.class),
                            examples = @ExampleObject(name = "one", value = ApiTexts.RETIRED)))
    @APIResponse(responseCode = "404", description = "Nothing has ever come of such a source.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> retire(
            @Parameter(description = ApiTexts.SOURCE_NAME) @PathParam("source") String source) {
        return records.retire(source, caller.name(), clock.instant())
                .chain(() -> sources.one(source, HOURS_DEFAULT))
                .map(found -> okOrUnknown(found, source));
    }

    private static int hours(Parameters parameters, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return HOURS_DEFAULT;
        }
        try {
            int hours = Integer.parseInt(text);
            if (hours >= 1 && hours <= HOURS_MAX) {
                return hours;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        parameters.wrong(HOURS, "must be a whole number from 1 to %d".formatted(HOURS_MAX));
        return HOURS_DEFAULT;
    }

    private static Response okOrUnknown(Optional<SourceItem> found, String source) {
        return found.map(Answers::ok)
                .orElseGet(() ->
                        ProblemResponses.of(
                                ProblemType.NOT_FOUND.withDetail(
                                        "nothing has come of a source '%s'; GET /v1/sources lists"
                                                        .formatted(Answers.quoted(source))
                                                + " those of which something has")));
    }
}
