package io.keepwell.scoring.adapter.rest;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.export.ExportEvents;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives all events away. */
@Path("/v1/events/export")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces({EventsExportResource.NDJSON, "application/problem+json"})
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class EventsExportResource {

    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOGGER = LoggerFactory.getLogger(EventsExportResource.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String SHARE = "share";
    private static final int BUFFER = 1 << 16;
    private static final ObjectWriter WRITER =
            ContractJson.mapper().writerFor(CustomerEventV1.class);

    private final ExportEvents exports;
    private final Caller caller;

    EventsExportResource(ExportEvents exports, Caller caller) {
        this.exports = exports;
        this.caller = caller;
    }

    /**
     * Gives them away.
     *
     * @param share of how many accounts
     * @return 200 with an event a line, or a problem
     */
    @GET
    @Blocking // it reads the whole log
    @Operation(
            operationId = "exportEvents",
            summary = "Export all events that are kept",
            description =
                    "Every event of keepwell.customer-events, one a line, as it was accepted;"
                            + " those of an account in the order in which they were received."
                            + " Repeats are among them, to be known by source and id. Erased"
                            + " accounts are left out, and events of erased persons tell neither"
                            + " who it was nor their attributes. A connection that ends before its"
                            + " last chunk is an export that has failed. `./keepwell policy"
                            + " backtest` reads it with --kept and, from a file, with --events.")
    @APIResponse(
            responseCode = "200",
            description = "The events.",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "One line; each is such an event."),
                            examples = @ExampleObject(name = "line", value = ApiTexts.EXPORTED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "409", description = "Another export is under way.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Response export(
            @Parameter(
                            description =
                                    "The events of so large a share of the accounts, over 0 to 1,"
                                            + " drawn by lot: the same accounts each time. 1 by"
                                            + " default.",
                            example = "0.1")
                    @QueryParam(SHARE)
                    @Nullable String share) {
        var parameters = new Parameters();
        double part = share(parameters, share);
        if (parameters.areWrong()) {
            return parameters.problem();
        }
        if (!(caller.scope() instanceof Scope.All)) {
            return ProblemResponses.of(
                    ProblemType.FORBIDDEN.withDetail(
                            "an export holds the events of all accounts, and this token does not"
                                    + " show all of them"));
        }
        StreamingOutput lines = out -> write(part, out);
        return Response.ok(lines, NDJSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"events.ndjson\"")
                .build();
    }

    /**
     * One at a time.
     *
     * @param busy not shown
     * @return 409
     */
    @ServerExceptionMapper
    public Response onBusy(ExportEvents.BusyException busy) {
        return ProblemResponses.of(
                ProblemType.CONFLICT.withDetail(
                        busy.getMessage() + "; ask again when it has ended"));
    }

    /**
     * Whoever asked has gone.
     *
     * @param gone not shown
     * @return what nobody reads
     */
    @ServerExceptionMapper
    public Response onGone(IOException gone) {
        LOGGER.atDebug().log("an export was not read to its end: {}", gone.getMessage());
        return ProblemResponses.unavailable("the answer cannot be written", RETRY_AFTER);
    }

    private void write(double share, OutputStream out) throws IOException {
        // Not closed: that would end the answer as if it were whole.
        var buffered = new BufferedOutputStream(out, BUFFER);
        exports.export(share, events -> write(events, buffered));
        buffered.flush();
    }

    private static void write(List<CustomerEventV1> events, OutputStream out) throws IOException {
        for (CustomerEventV1 event : events) {
            out.write(WRITER.writeValueAsBytes(event));
            out.write('\n');
        }
    }

    private static double share(Parameters parameters, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 1;
        }
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        parameters.wrong(SHARE, "must be a number over 0 and not over 1, such as 0.1");
        return 1;
    }
}
