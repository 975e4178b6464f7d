package io.keepwell.infra;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker in a container of the image {@code apache/kafka}. */
final class ContainerKafka implements KafkaServer {

    private static final int PORT_INSIDE = 9092;
    private static final int CONTROLLER_PORT_INSIDE = 9093;
    private static final int BROKER_PORT_INSIDE = 9094;
    private static final Duration READY_MAX = Duration.ofMinutes(2);

    private final RestartableContainer container;
    private final int port;

    ContainerKafka(String image, int port) {
        this.port = port;
        this.container = new RestartableContainer(image, port, PORT_INSIDE, _ -> awaitReady());
        KafkaSettings.COMMON.forEach(this::set);
        set("controller.quorum.voters", "1@localhost:" + CONTROLLER_PORT_INSIDE);
        // The broker also talks to itself, and what the machine calls it means nothing inside.
        set("inter.broker.listener.name", "BROKER");
        set(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set(
                "listeners",
                "PLAINTEXT://0.0.0.0:%d,BROKER://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(PORT_INSIDE, BROKER_PORT_INSIDE, CONTROLLER_PORT_INSIDE));
        set(
                "advertised.listeners",
                "PLAINTEXT://%s,BROKER://localhost:%d"
                        .formatted(bootstrapServers(), BROKER_PORT_INSIDE));
        container
                .settings()
                .withEnv("CLUSTER_ID", KafkaSettings.CLUSTER_ID)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m");
    }

    @Override
    public String bootstrapServers() {
        return "%s:%d".formatted(container.host(), port);
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void start() {
        container.start();
    }

    void remove() {
        container.remove();
    }

    /** The image takes settings as variables: {@code log.dirs} is {@code KAFKA_LOG_DIRS}. */
    private void set(String setting, String value) {
        String variable = "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
        container.settings().withEnv(variable, value);
    }

    private void awaitReady() {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(READY_MAX.toMillis()));
        try (OwnClassLoader _ = OwnClassLoader.use();
                Admin admin = Admin.create(settings)) {
            // The client tries again by itself until its time is up.
            admin.describeCluster().nodes().get(READY_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new InfraException("Kafka is not ready after " + READY_MAX, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while starting Kafka", e);
        }
    }
}
