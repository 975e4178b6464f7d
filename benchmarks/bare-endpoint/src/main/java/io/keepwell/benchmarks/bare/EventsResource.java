package io.keepwell.benchmarks.bare;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads a body on the event loop, as ingest does, and answers without having looked at it. */
@Path("/v1/events")
public class EventsResource {

    /**
     * Reads a body.
     *
     * @param body is dropped
     * @return 202 with its length
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> take(byte[] body) {
        return CompletableFuture.completedStage(
                Response.accepted("{\"bytes\":%d}".formatted(body.length)).build());
    }
}
