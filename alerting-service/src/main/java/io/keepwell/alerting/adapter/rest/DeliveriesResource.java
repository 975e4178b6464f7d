package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.adapter.Loops;
import io.keepwell.alerting.application.delivery.DeliveryItem;
import io.keepwell.alerting.application.delivery.DeliveryQuery;
import io.keepwell.alerting.application.delivery.DeliveryQueue;
import io.keepwell.alerting.application.delivery.DeliveryQueue.Revived;
import io.keepwell.alerting.application.delivery.DeliveryState;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows what was sent outside and what could not be, and tries again. */
@Path("/v1/deliveries")
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = "For who runs the service.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class DeliveriesResource {

    private static final String STATE = "state";

    private final DeliveryQueue queue;
    private final InstantSource clock;
    private final Loops loops;

    DeliveriesResource(DeliveryQueue queue, InstantSource clock, Loops loops) {
        this.queue = queue;
        this.clock = clock;
        this.loops = loops;
    }

    /**
     * Lists deliveries.
     *
     * @param state in which state
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "List deliveries",
            description = "Messages to webhooks and Slack, the newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.DELIVERIES)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "pending, delivered or dead.") @QueryParam(STATE)
                    @Nullable String state,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PagingTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        Set<DeliveryState> asked =
                parameters.values(
                        STATE,
                        state == null ? List.of() : List.of(state),
                        Arrays.asList(DeliveryState.values()));
        if (asked.size() > 1) {
            parameters.wrong(STATE, "must be of pending, delivered, dead");
        }
        DeliveryState only = asked.stream().findFirst().orElse(null);
        int size = parameters.limit(limit);
        String question = DeliveryQuery.question(only);
        DeliveryQuery.Place after = parameters.cursor(cursor, question, DeliveryQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return queue.list(new DeliveryQuery(only, size, after))
                .map(found -> Listed.of(found, DeliveriesResource::place))
                .map(found ->
                        Response.ok(
                                        new DeliveryPage(
                                                Listed.items(found, size),
                                                Listed.next(found, size, question)))
                                .build());
    }

    /**
     * Tries a dead delivery again.
     *
     * @param id which
     * @return 202, or a problem
     */
    @POST
    @Path("/{id}/retry")
    @Operation(
            operationId = "retryDelivery",
            summary = "Try a dead delivery again",
            description = "From the beginning, with the message's id as it was.")
    @APIResponse(
            responseCode = "202",
            description = "It is tried at once.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryItem.class),
                            examples =
                                    @ExampleObject(name = "delivery", value = ApiTexts.DELIVERY)))
    @APIResponse(responseCode = "404", ref = AlertingApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = AlertingApi.REFUSED)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> retry(
            @Parameter(description = "The delivery's id, as the list tells it.") @PathParam("id")
                    UUID id) {
        return queue.revive(id, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .map(found -> found.map(this::answer).orElseGet(() -> unknown(id)));
    }

    private Response answer(Revived revived) {
        if (!revived.wasDead()) {
            return ProblemResponses.of(
                    ProblemType.CONFLICT.withDetail(
                            "the delivery is %s; only a dead one is tried again"
                                    .formatted(revived.item().state())));
        }
        loops.wake();
        return Response.accepted(revived.item()).build();
    }

    private static List<@Nullable String> place(DeliveryItem item) {
        return List.of(item.since().toString(), item.deliveryId().toString());
    }

    private static Response unknown(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "no delivery %s; GET /v1/deliveries lists them".formatted(id)));
    }
}
