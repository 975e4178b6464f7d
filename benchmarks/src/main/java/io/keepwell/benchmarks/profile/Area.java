package io.keepwell.benchmarks.profile;

import java.util.List;
import java.util.Optional;

/**
 * Some code that is looked at as one.
 *
 * @param name what it does, for people
 * @param prefixes what the names of its classes begin with
 */
public record Area(String name, List<String> prefixes) {

    /** What the ingest service is made of; the first that fits counts. */
    public static final List<Area> INGEST =
            List.of(
                    new Area("compressing (lz4)", List.of("net.jpountz", "at.yawk")),
                    new Area("Kafka's producer", List.of("org.apache.kafka")),
                    new Area(
                            "writing messages: CloudEvents, headers",
                            List.of("io.cloudevents", "io.keepwell.runtime.ContractRecords")),
                    new Area(
                            "writing messages: JSON",
                            List.of(
                                    "com.fasterxml.jackson.databind",
                                    "com.fasterxml.jackson.datatype",
                                    "io.keepwell.model.message")),
                    new Area("JSON, tokens", List.of("com.fasterxml.jackson.core")),
                    new Area(
                            "reading and judging events",
                            List.of(
                                    "io.keepwell.ingest.adapter.json",
                                    "io.keepwell.ingest.domain.event",
                                    "io.keepwell.model")),
                    new Area(
                            "counting (Micrometer)",
                            List.of("io.micrometer", "io.keepwell.ingest.adapter.intake")),
                    new Area("ingest, all else of ours", List.of("io.keepwell")),
                    new Area(
                            "REST layer",
                            List.of(
                                    "org.jboss.resteasy",
                                    "io.quarkus.resteasy",
                                    "io.quarkus.rest",
                                    "io.quarkus.arc",
                                    "jakarta")),
                    new Area(
                            "HTTP server (Vert.x, Netty)",
                            List.of("io.vertx", "io.quarkus.vertx", "io.netty", "io.smallrye")));

    /** Copies the list. */
    public Area {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * Finds the area of a class.
     *
     * @param areas the first that fits counts
     * @param className with its package
     * @return its area, if it belongs to one
     */
    static Optional<Area> of(List<Area> areas, String className) {
        return areas.stream()
                .filter(area -> area.prefixes().stream().anyMatch(className::startsWith))
                .findFirst();
    }
}
