package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.HttpAddress;
import io.keepwell.benchmarks.load.Load;
import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.benchmarks.load.Pace;
import io.keepwell.benchmarks.load.PlainProducer;
import io.keepwell.benchmarks.load.SampleEvent;
import io.keepwell.benchmarks.load.Values;
import io.keepwell.benchmarks.process.Child;
import io.keepwell.benchmarks.process.FreePort;
import io.keepwell.model.Topic;
import io.keepwell.model.key.KeyHash;
import io.keepwell.model.key.WriteKeys;
import io.keepwell.standalone.ServiceCommand;
import io.keepwell.standalone.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Starts what is measured, each as a process of its own, one after the other. */
final class Targets {

    private static final String EVENT_PATH = "/v1/events";
    private static final String JSON = "application/json";
    private static final int SECRET_BYTES = 24;

    /** As long as ingest's producer does. */
    private static final int LINGER_MILLIS = 5;

    /** As ingest is started: half of what it costs to stand still is the JVM's settings. */
    private static final List<String> PRODUCER_JVM = List.of("-Xmx192m", "-XX:+UseSerialGC");

    private final Path root;
    private final Path work;
    private final String bootstrapServers;
    private final Values values;
    private final SecureRandom chance;

    /**
     * @param root of the project, with all that was built
     * @param work where logs and what services need are written to
     * @param bootstrapServers the broker
     * @param values what events are filled with
     * @param chance makes keys
     */
    Targets(Path root, Path work, String bootstrapServers, Values values, SecureRandom chance) {
        this.root = root;
        this.work = work;
        this.bootstrapServers = bootstrapServers;
        this.values = values;
        this.chance = chance;
    }

    /** Starts the ingest service, and returns when it is ready. */
    Target service() {
        String key = WriteKeys.generate(chance);
        byte[] secret = new byte[SECRET_BYTES];
        chance.nextBytes(secret);
        var spec =
                new ServiceSpec(
                        "ingest",
                        root.resolve("ingest-service/target/quarkus-app"),
                        List.of(),
                        FreePort.find(),
                        Map.of(
                                "kafka.bootstrap.servers",
                                bootstrapServers,
                                "ingest.sources",
                                sources(key).toString()),
                        Map.of("INGEST_BACKFILL_SECRET", HexFormat.of().formatHex(secret)));
        return started(
                "ingest",
                spec,
                "/q/health/ready",
                Map.of("Authorization", "Bearer " + key, "Content-Type", JSON),
                Optional.of(Topic.CUSTOMER_EVENTS.topicName()));
    }

    /** Starts the endpoint that does nothing, and returns when it answers. */
    Target bare() {
        var spec =
                new ServiceSpec(
                        "bare-endpoint",
                        root.resolve("benchmarks/bare-endpoint/target/quarkus-app"),
                        List.of(),
                        FreePort.find(),
                        Map.of(),
                        Map.of());
        return started(
                "bare endpoint", spec, EVENT_PATH, Map.of("Content-Type", JSON), Optional.empty());
    }

    /** Starts Kafka's producer as ingest has it, and returns when it could send. */
    Target producer() {
        return producer(LINGER_MILLIS);
    }

    /** The same without waiting for further records: as many requests to the broker as it takes. */
    Target hastyProducer() {
        return producer(0);
    }

    private Target producer(int lingerMillis) {
        Child process =
                Child.program(
                        PlainProducer.class,
                        PRODUCER_JVM,
                        work.resolve("producer.log"),
                        bootstrapServers,
                        "" + lingerMillis);
        process.hear();
        return new ProducerTarget("plain producer", process);
    }

    /** Waits until somebody else's service takes an event; it must have been started already. */
    Target peer(Peer peer) {
        var target =
                new HttpTarget(
                        peer.name(),
                        peer.address(),
                        peer.bodies().with(SampleEvent.JSON),
                        values,
                        peer.pid(),
                        Optional.of(peer.topic()),
                        () -> {});
        if (!Readiness.await(() -> isTaking(target))) {
            // Once more, so that the reason is told.
            takeOne(target);
        }
        return target;
    }

    private static boolean isTaking(Target target) {
        try {
            takeOne(target);
            return true;
        } catch (LoadFailedException notYet) {
            return false;
        }
    }

    private static void takeOne(Target target) {
        try (Load load = target.load(1, 1)) {
            load.run(new Pace.Fixed(Duration.ofSeconds(1), 1));
        }
    }

    private Target started(
            String name,
            ServiceSpec spec,
            String readyPath,
            Map<String, String> headers,
            Optional<String> topic) {
        requireBuilt(spec.application());
        Path log = work.resolve(spec.name() + ".log");
        Child process = Child.other(name, ServiceCommand.of(spec), log);
        URI base = URI.create("http://%s:%d".formatted(ServiceCommand.HOST, spec.port()));
        if (!Readiness.await(() -> isAnswered(process, base.resolve(readyPath)))) {
            process.close();
            throw new IllegalStateException("%s does not answer; see %s".formatted(name, log));
        }
        return new HttpTarget(
                name,
                new HttpAddress(base.resolve(EVENT_PATH), headers),
                new HttpTarget.Bodies("{event}", "[{items}]", "{event}").with(SampleEvent.JSON),
                values,
                OptionalLong.of(process.pid()),
                topic,
                process::close);
    }

    private static boolean isAnswered(Child process, URI url) {
        process.requireAlive();
        return Readiness.isAnswered(url);
    }

    private Path sources(String key) {
        try {
            Path folder = Files.createDirectories(work.resolve("sources"));
            Files.writeString(
                    folder.resolve("load.yaml"),
                    """
                    kind: Source
                    id: %s
                    type: events
                    keys: '%s'
                    """
                            .formatted(SampleEvent.SOURCE, KeyHash.of(key)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + work, e);
        }
    }

    private static void requireBuilt(Path application) {
        if (!Files.isDirectory(application)) {
            throw new IllegalStateException(
                    "%s has not been built; run ./keepwell build".formatted(application));
        }
    }
}
