package io.keepwell.playbook.adapter.rest;

import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever a test wants to call. */
@Mock
@ApplicationScoped
class TestCallers extends Callers {

    private volatile Caller caller = new Caller("ann", new Scope.All());
    private volatile boolean isLead = true;

    void become(String name, Scope scope, boolean lead) {
        caller = new Caller(name, scope);
        isLead = lead;
    }

    @Override
    Caller caller() {
        return caller;
    }

    @Override
    boolean isLead() {
        return isLead;
    }
}
