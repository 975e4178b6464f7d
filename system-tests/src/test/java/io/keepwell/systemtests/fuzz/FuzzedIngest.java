package io.keepwell.systemtests.fuzz;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.InfraOptions;
import io.keepwell.systemtests.FreePorts;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The packaged ingest service as a process, beside a broker. */
final class FuzzedIngest implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final EmbeddedInfra infra;
    private final KillableService service;

    private FuzzedIngest(EmbeddedInfra infra, KillableService service) {
        this.infra = infra;
        this.service = service;
    }

    /**
     * Starts both.
     *
     * @param folder where all is kept
     * @param isToStay whether it repays to let the optimizing compiler work
     */
    static FuzzedIngest start(Path folder, boolean isToStay) throws IOException {
        EmbeddedInfra infra =
                EmbeddedInfra.start(
                        InfraOptions.keptIn(folder.resolve("infra"))
                                .withDurable(false)
                                .withPorts(FreePorts.next(), FreePorts.next()));
        try {
            String servers = infra.kafka().bootstrapServers();
            Topics.createForIngest(servers, PARTITIONS);
            Path sources = folder.resolve("sources");
            FuzzSources.write(sources);
            KillableService service =
                    KillableService.start(
                            "ingest",
                            folder.resolve("ingest.log"),
                            FreePorts.next(),
                            Map.of(
                                    "kafka.bootstrap.servers",
                                    servers,
                                    "ingest.sources",
                                    sources.toString(),
                                    "ingest.public-url",
                                    Signing.PUBLIC_URL),
                            Map.of(
                                    "INGEST_BACKFILL_SECRET",
                                    "a-secret-of-the-fuzz-run-that-is-long-enough"),
                            isToStay);
            return new FuzzedIngest(infra, service.awaitReady());
        } catch (RuntimeException | IOException e) {
            infra.close();
            throw e;
        }
    }

    int port() {
        return service.port();
    }

    ServiceMemory memory() {
        return new ServiceMemory(service.pid());
    }

    TopicTail tail() {
        return new TopicTail(infra.kafka().bootstrapServers());
    }

    /** All that the service wrote to its log. */
    String said() {
        return service.said();
    }

    boolean isReady() {
        return service.health().statusCode() == 200;
    }

    @Override
    public void close() {
        try (infra) {
            service.close();
        }
    }
}
