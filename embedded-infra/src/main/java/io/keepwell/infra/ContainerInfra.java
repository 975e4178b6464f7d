package io.keepwell.infra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Broker and PostgreSQL as containers, for those who want to test against the images they run.
 *
 * <p>The system properties {@value #KAFKA_IMAGE_PROPERTY} and {@value #POSTGRES_IMAGE_PROPERTY}
 * choose other images; they must take the same environment variables as the official ones. Needs
 * Testcontainers on the class path and a Docker engine; nothing is kept.
 */
public final class ContainerInfra implements Infra {

    /** System property: the broker's image, by default {@code apache/kafka:4.1.0}. */
    public static final String KAFKA_IMAGE_PROPERTY = "keepwell.infra.kafka-image";

    /** System property: the database's image, by default {@code postgres:18}. */
    public static final String POSTGRES_IMAGE_PROPERTY = "keepwell.infra.postgres-image";

    private final ContainerKafka kafka;
    private final ContainerPostgres postgres;

    private ContainerInfra(ContainerKafka kafka, ContainerPostgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both and returns when both serve.
     *
     * @throws RuntimeException of Testcontainers, if there is no engine or an image cannot be had;
     *     nothing is left running
     */
    public static ContainerInfra start() {
        QuietLogs.apply();
        var infra =
                new ContainerInfra(
                        new ContainerKafka(
                                System.getProperty(KAFKA_IMAGE_PROPERTY, "apache/kafka:4.1.0"),
                                Ports.free()),
                        new ContainerPostgres(
                                System.getProperty(POSTGRES_IMAGE_PROPERTY, "postgres:18"),
                                Ports.free()));
        try {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(infra.kafka::start),
                            CompletableFuture.runAsync(infra.postgres::start))
                    .join();
            return infra;
        } catch (CompletionException e) {
            infra.close();
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public KafkaServer kafka() {
        return kafka;
    }

    @Override
    public PostgresServer postgres() {
        return postgres;
    }

    @Override
    public void close() {
        kafka.remove();
        postgres.remove();
    }
}
