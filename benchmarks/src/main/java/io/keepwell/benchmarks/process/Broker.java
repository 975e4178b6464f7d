package io.keepwell.benchmarks.process;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.InfraOptions;
import io.keepwell.infra.PostgresServer;
import io.keepwell.init.postgres.PostgresTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A broker in a JVM of its own, with its own settings for brokers, and a PostgreSQL beside it. What
 * they hold is not kept.
 */
public final class Broker implements AutoCloseable {

    /** As Kafka's own start script has them. */
    private static final List<String> JVM =
            List.of(
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+UseG1GC",
                    "-XX:MaxGCPauseMillis=20",
                    "-XX:InitiatingHeapOccupancyPercent=35");

    private final Child child;
    private final String bootstrapServers;
    private final PostgresTarget postgres;

    private Broker(Child child) {
        this.child = child;
        this.bootstrapServers = child.hear();
        this.postgres = PostgresTarget.at(child.hear(), child.hear(), child.hear(), Map.of());
    }

    /**
     * Starts one, and returns when it serves.
     *
     * @param port where, or 0 for a free one
     * @param log where its errors go
     * @return the broker
     * @throws IllegalStateException that names the log, when it does not start
     */
    public static Broker start(int port, Path log) {
        return new Broker(Child.program(Broker.class, JVM, log, "" + port, "false"));
    }

    /**
     * Starts one on a free port whose PostgreSQL waits for the disk, as a deployment's does.
     *
     * @param log where its errors go
     * @return the broker
     * @throws IllegalStateException that names the log, when it does not start
     */
    public static Broker startDurable(Path log) {
        return new Broker(Child.program(Broker.class, JVM, log, "0", "true"));
    }

    /**
     * Where clients connect.
     *
     * @return as {@code host:port}
     */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * The PostgreSQL beside it.
     *
     * @return its address and its administrator
     */
    public PostgresTarget postgres() {
        return postgres;
    }

    /**
     * Its process id.
     *
     * @return the id
     */
    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }

    /**
     * The process: serves until who started it ends it, or is gone.
     *
     * @param arguments the port, and whether the database waits for the disk
     * @throws IOException when nobody can be told where it serves
     */
    public static void main(String[] arguments) throws IOException {
        InfraOptions options =
                InfraOptions.throwaway()
                        .withPorts(Integer.parseInt(arguments[0]), 0)
                        .withDurable(Boolean.parseBoolean(arguments[1]));
        try (EmbeddedInfra infra = EmbeddedInfra.start(options)) {
            PostgresServer postgres = infra.postgres();
            System.out.println(infra.kafka().bootstrapServers());
            System.out.println("%s:%d".formatted(postgres.host(), postgres.port()));
            System.out.println(postgres.user());
            System.out.println(postgres.password());
            var _ = System.in.read();
        }
    }
}
