package io.keepwell.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids that a test can foretell. */
@ApplicationScoped
class TestWiring {

    static final UUID ID = new UUID(1, 2);

    @Produces
    Supplier<UUID> ids() {
        return () -> ID;
    }
}
