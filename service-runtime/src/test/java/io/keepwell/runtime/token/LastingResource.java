package io.keepwell.runtime.token;

import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Outlives its requests. */
@Path("/lasting")
@Produces(MediaType.TEXT_PLAIN)
public class LastingResource {

    private final Instance<Caller> callers;
    private final Instance<Careless> careless;

    LastingResource(Instance<Caller> callers, Instance<Careless> careless) {
        this.callers = callers;
        this.careless = careless;
    }

    /** Would remember the first caller for ever. */
    @Singleton
    static class Careless {

        private final Caller caller;

        Careless(Caller caller) {
            this.caller = caller;
        }

        String name() {
            return caller.name();
        }
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public String whoIsIt() {
        return callers.get().name();
    }

    @GET
    @Path("/careless")
    @RolesAllowed(Role.VIEWER)
    public String whoWasIt() {
        return careless.get().name();
    }
}
