package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.message.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records all the time, so many that who reads them never catches up until it is closed.
 *
 * @param <M> what those that can be read say
 */
final class Backlog<M extends Message> implements AutoCloseable {

    private static final int LAG = 2_500;
    private static final int BURST = 250;
    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * Held, or it would be forgotten with its level; that Kafka is away is the test's own doing.
     */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

    private final FoldCluster cluster;
    private final Ledger<M> ledger;
    private final String positions;
    private final Supplier<Draw<M>> draws;
    private final KafkaProducer<String, byte[]> producer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("load").unstarted(this::run);
    private @Nullable Connection connection;
    private long read;

    private Backlog(
            FoldCluster cluster, Ledger<M> ledger, String positions, Supplier<Draw<M>> draws) {
        CLIENTS.setLevel(Level.SEVERE);
        this.cluster = cluster;
        this.ledger = ledger;
        this.positions = positions;
        this.draws = draws;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                cluster.bootstrapServers(),
                                "acks",
                                "all",
                                "reconnect.backoff.max.ms",
                                "500"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * A record to be sent.
     *
     * @param <M> what records say
     * @param message what it says, or null when it is nothing that anybody can read
     */
    record Draw<M>(ProducerRecord<String, byte[]> record, @Nullable M message) {}

    /**
     * Begins to send.
     *
     * @param positions the table that says how far the records are read
     * @param draws makes the records
     */
    static <M extends Message> Backlog<M> start(
            FoldCluster cluster, Ledger<M> ledger, String positions, Supplier<Draw<M>> draws) {
        var load = new Backlog<>(cluster, ledger, positions, draws);
        load.thread.start();
        return load;
    }

    /** Sends a number of records at once. */
    static <M extends Message> void burst(
            FoldCluster cluster, Ledger<M> ledger, Supplier<Draw<M>> draws, int count) {
        var load = new Backlog<>(cluster, ledger, "", draws);
        load.send(count);
        load.producer.close();
    }

    /** Sends no more; all that was sent is acknowledged and in the ledger. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofMinutes(2))) {
                throw new IllegalStateException("Kafka did not acknowledge what was sent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        assertThat(ledger.failures()).as("what Kafka refused").isEmpty();
    }

    private void run() {
        try {
            while (!stopping.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (ledger.size() - read() < LAG) {
                    send(BURST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.failed(e);
        } finally {
            disconnect();
        }
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            send(draws.get());
        }
        producer.flush();
    }

    private void send(Draw<M> draw) {
        var _ =
                producer.send(
                        draw.record(),
                        (place, failure) -> {
                            if (failure != null) {
                                ledger.failed(failure);
                            } else {
                                ledger.acknowledged(
                                        new Ledger.Entry<>(
                                                place.partition(), place.offset(), draw.message()));
                            }
                        });
    }

    /** The last that is known: the database may be away. */
    private long read() {
        try {
            if (connection == null) {
                connection = cluster.connect();
            }
            read =
                    FoldCluster.query(
                                    connection,
                                    "select coalesce(sum(next_offset), 0) from " + positions,
                                    row -> row.getLong(1))
                            .getFirst();
        } catch (SQLException away) {
            disconnect();
        }
        return read;
    }

    private void disconnect() {
        try (Connection _ = connection) {
            connection = null;
        } catch (SQLException gone) {
            // It is broken: there is nothing left to close.
        }
    }
}
