package io.keepwell.runtime;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.constraints.Max;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Fails as it is told to. */
@Path("/trouble")
public class TroubleResource {

    /** What a well-formed body looks like. */
    public record Body(String name, int count) {}

    @POST
    public Body echo(Body body) {
        return body;
    }

    @GET
    @Path("/limited")
    public List<Integer> limited(@QueryParam("limit") @Max(100) int limit) {
        return List.of(limit);
    }

    @GET
    @Path("/status/{status}")
    public Response status(@PathParam("status") int status) {
        throw new WebApplicationException(
                Response.status(status).header("Retry-After", "7").build());
    }

    @GET
    @Path("/thrown/{what}")
    public Response thrown(@PathParam("what") String what) {
        throw switch (what) {
            case "nobody" -> new UnauthorizedException("canary");
            case "forbidden" -> new ForbiddenException("canary");
            case "full" -> new RejectedExecutionException("canary");
            default -> new IllegalStateException("canary");
        };
    }
}
