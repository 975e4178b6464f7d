package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.keepwell.scoring.application.reading.Stats;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts. */
@Path("/v1/stats")
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class StatsResource {

    private final ServiceRecords records;

    StatsResource(ServiceRecords records) {
        this.records = records;
    }

    /**
     * Counts everything.
     *
     * @return what became of all events
     */
    @GET
    @Operation(
            operationId = "countEvents",
            summary = "Count what became of all events",
            description = "All counts are of one moment.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content =
                    @Content(
                            schema = @Schema(implementation = Stats.class),
                            examples = @ExampleObject(name = "stats", value = ApiTexts.STATS)))
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Stats> count() {
        return records.stats();
    }
}
