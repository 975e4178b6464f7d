package io.keepwell.playbook.adapter.rest;

import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.stream.Stream;

/** Who calls, and whether they may give away what is not theirs. */
@RequestScoped
class Callers {

    private final Caller caller;
    private final SecurityIdentity identity;

    Callers(Caller caller, SecurityIdentity identity) {
        this.caller = caller;
        this.identity = identity;
    }

    /** Who calls. */
    Caller caller() {
        return caller;
    }

    /** Whether the caller may give away what is not theirs: leads, operators, administrators. */
    boolean isLead() {
        return Stream.of(Role.LEAD, Role.OPS, Role.ADMIN).anyMatch(identity::hasRole);
    }
}
