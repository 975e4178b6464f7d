package io.keepwell.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** PostgreSQL in a container of the image {@code postgres}. */
final class ContainerPostgres implements PostgresServer {

    private static final int PORT_INSIDE = 5432;
    private static final Duration READY_MAX = Duration.ofMinutes(2);

    private final RestartableContainer container;
    private final int port;

    ContainerPostgres(String image, int port) {
        this.port = port;
        this.container =
                new RestartableContainer(image, port, PORT_INSIDE, ContainerPostgres::awaitReady);
        List<String> command = new ArrayList<>(List.of("postgres"));
        PostgresSettings.server(false)
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        container
                .settings()
                .withCommand(command.toArray(String[]::new))
                .withEnv("POSTGRES_USER", PostgresSettings.USER)
                .withEnv("POSTGRES_PASSWORD", PostgresSettings.PASSWORD)
                .withEnv("POSTGRES_DB", "postgres")
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", PostgresSettings.INITDB_OPTIONS));
    }

    @Override
    public String host() {
        return container.host();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return PostgresSettings.USER;
    }

    @Override
    public String password() {
        return PostgresSettings.PASSWORD;
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void crash() {
        container.kill();
    }

    @Override
    public void start() {
        container.start();
    }

    void remove() {
        container.remove();
    }

    /** Over TCP: the image first runs a server without it to set itself up. */
    private static void awaitReady(GenericContainer<?> container) {
        Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1 --username=" + PostgresSettings.USER)
                .withStartupTimeout(READY_MAX)
                .waitUntilReady(container);
    }
}
