package io.keepwell.runtime.token;

import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells a caller who they are. */
@Path("/secured")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class SecuredResource {

    private final Caller caller;

    SecuredResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    public String whoAmI() {
        return caller.toString();
    }

    @GET
    @Path("/ops")
    @RolesAllowed(Role.OPS)
    public String forOps() {
        return "done";
    }
}
