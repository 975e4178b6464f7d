package io.keepwell.benchmarks.peers;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.policy.AppliedDocuments;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.adapter.postgres.Policies;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.FoldStore;
import io.keepwell.scoring.application.fold.Folder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.flywaydb.core.Flyway;

/** The tables and the policies that a peer begins with, as the service makes them at its start. */
final class Ground implements AutoCloseable {

    private static final String USER = "keepwell_scoring";
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    /** More than any load has: no account is ever read back. */
    private static final int ALL_ROWS = 4_000_000;

    private static final long SEEN_BYTES = 64L << 20;
    private static final int UNUSED = 1;

    private final PeerSettings settings;
    private final EventCatalogue catalogue = EventCatalogue.standard();
    private final Vertx vertx = Vertx.vertx();

    Ground(PeerSettings settings) {
        this.settings = settings;
    }

    /** Makes the tables, and puts the policies in force that the init step has published. */
    void prepare() {
        Flyway.configure()
                .dataSource("jdbc:postgresql://" + settings.database(), USER, settings.password())
                .load()
                .migrate();
        var policies = new Policies(catalogue, AT_MOST);
        PgConnection connection = connect();
        if (policies.version(connection).isEmpty()) {
            var partition = new TopicPartition(Topic.POLICIES.topicName(), 0);
            var documents = new AppliedDocuments();
            try (var consumer =
                    new KafkaConsumer<>(
                            Map.of("bootstrap.servers", settings.kafka()),
                            new StringDeserializer(),
                            new ByteArrayDeserializer())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(POLL).forEach(documents::take);
                }
            }
            policies.begin(connection, documents.inForce(), "init", Instant.now());
        }
        Await.result(connection.close(), AT_MOST);
    }

    Sink sink() {
        return new Sink(connect(), settings.lean());
    }

    /** Folds by the policies in force. */
    Folder folder(FoldStore store) {
        PgConnection connection = connect();
        var policies = new Policies(catalogue, AT_MOST).inForce(connection).orElseThrow();
        Await.result(connection.close(), AT_MOST);
        return new Folder(
                store,
                new Judge(policies, catalogue),
                catalogue,
                new FoldSettings(ALL_ROWS, SEEN_BYTES, UNUSED, UNUSED, UNUSED, AT_MOST),
                Set.of());
    }

    @Override
    public void close() {
        Await.result(vertx.close(), AT_MOST);
    }

    private PgConnection connect() {
        return Await.result(
                PgConnection.connect(
                        vertx,
                        PgConnectOptions.fromUri("postgresql://" + settings.database())
                                .setUser(USER)
                                .setPassword(settings.password())
                                .setCachePreparedStatements(true)),
                AT_MOST);
    }
}
