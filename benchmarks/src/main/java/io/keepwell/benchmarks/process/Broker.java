package io.keepwell.benchmarks.process;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.InfraOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own, with its own settings for brokers. What it holds is not kept. */
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

    private Broker(Child child) {
        this.child = child;
        this.bootstrapServers = child.hear();
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
        return new Broker(Child.program(Broker.class, JVM, log, "" + port));
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
     * @param arguments the port
     * @throws IOException when nobody can be told where it serves
     */
    public static void main(String[] arguments) throws IOException {
        InfraOptions options =
                InfraOptions.throwaway().withPorts(Integer.parseInt(arguments[0]), 0);
        try (EmbeddedInfra infra = EmbeddedInfra.start(options)) {
            System.out.println(infra.kafka().bootstrapServers());
            var _ = System.in.read();
        }
    }
}
