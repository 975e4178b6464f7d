package io.keepwell.scoring.adapter;

import io.keepwell.model.catalogue.EventCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives the service what it takes from its surroundings: time, ids, and what is known of events.
 */
@Singleton
final class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Produces
    @Singleton
    EventCatalogue catalogue() {
        return EventCatalogue.standard();
    }
}
