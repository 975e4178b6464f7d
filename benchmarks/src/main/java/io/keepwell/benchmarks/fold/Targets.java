package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.process.Child;
import io.keepwell.benchmarks.process.FreePort;
import io.keepwell.model.token.SigningKey;
import io.keepwell.standalone.ServiceCommand;
import io.keepwell.standalone.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts what is measured, each as a process of its own, one after the other. */
final class Targets {

    /** Of all that is not started as a deployment starts it. */
    private static final String ROOMY = "-Xmx2g";

    /** More rows of facts than any load has. */
    private static final String ALL_ROWS = "4000000";

    /** Nobody asks the service anything, but it does not start without a key. */
    private static final String PUBLIC_KEY = SigningKey.generate(new SecureRandom()).publicPem();

    private final Plan plan;
    private final String bootstrapServers;
    private final String database;
    private int runs;

    /**
     * @param plan what to measure
     * @param bootstrapServers the broker
     * @param database as {@code host:port/name}
     */
    Targets(Plan plan, String bootstrapServers, String database) {
        this.plan = plan;
        this.bootstrapServers = bootstrapServers;
        this.database = database;
    }

    /** Starts one; it does not wait for it. */
    Child start(Kind kind) {
        runs++;
        return switch (kind) {
            case SERVICE -> service(kind, List.of(), Map.of());
            case SERVICE_ROOMY ->
                    service(kind, List.of(ROOMY), Map.of("scoring.fold.cache-rows", ALL_ROWS));
            case STREAMS_MEMORY -> streams(kind, "memory");
            case STREAMS_ROCKSDB -> streams(kind, "rocksdb");
            case FLINK ->
                    peer(
                            kind,
                            "FlinkPeer",
                            "checkpoint.millis",
                            "" + plan.peers().flinkCheckpoint().toMillis());
        };
    }

    private Child service(Kind kind, List<String> jvm, Map<String, String> more) {
        Path application = plan.root().resolve("scoring-service/target/quarkus-app");
        requireBuilt(application, "./keepwell build");
        var settings = new HashMap<>(more);
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("scoring.database", database);
        var spec =
                new ServiceSpec(
                        "scoring",
                        application,
                        jvm,
                        FreePort.find(),
                        settings,
                        Map.of(
                                "SCORING_DATABASE_PASSWORD",
                                Ground.PASSWORD,
                                "MP_JWT_VERIFY_PUBLICKEY",
                                PUBLIC_KEY));
        return Child.other(kind.title(), ServiceCommand.of(spec), log(kind));
    }

    private Child streams(Kind kind, String stores) {
        return peer(
                kind,
                "StreamsPeer",
                "commit.millis",
                "" + plan.peers().streamsCommit().toMillis(),
                "stores",
                stores);
    }

    private Child peer(Kind kind, String main, String... settings) {
        Path application = plan.root().resolve("benchmarks/fold-peers/target/app");
        requireBuilt(application, "./keepwell build -Pfold-peers");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        ROOMY,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        // Flink looks into the JDK's own classes.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/java.time=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED"));
        command.add("-Dpeer.kafka=" + bootstrapServers);
        command.add("-Dpeer.database=" + database);
        command.add("-Dpeer.run=" + runs);
        command.add("-Dpeer.each=" + plan.peers().each());
        command.add("-Dpeer.lean=" + plan.peers().lean());
        command.add("-Dpeer.folder=" + plan.work().resolve("peer-%d".formatted(runs)));
        for (int at = 0; at < settings.length; at += 2) {
            command.add("-Dpeer.%s=%s".formatted(settings[at], settings[at + 1]));
        }
        command.addAll(List.of("-cp", application + "/*", "io.keepwell.benchmarks.peers." + main));
        var builder = new ProcessBuilder(command);
        builder.environment().put("PEER_DATABASE_PASSWORD", Ground.PASSWORD);
        return Child.other(kind.title(), builder, log(kind));
    }

    private Path log(Kind kind) {
        return plan.work().resolve("%s.log".formatted(kind.name().toLowerCase(Locale.ROOT)));
    }

    private static void requireBuilt(Path application, String cure) {
        if (!Files.isDirectory(application)) {
            throw new IllegalStateException(
                    "%s has not been built; run %s".formatted(application, cure));
        }
    }
}
