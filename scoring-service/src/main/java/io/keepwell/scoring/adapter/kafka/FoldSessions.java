package io.keepwell.scoring.adapter.kafka;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.adapter.postgres.FoldCommit;
import io.keepwell.scoring.adapter.postgres.PgFoldStore;
import io.keepwell.scoring.adapter.postgres.Policies;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.FoldMemory;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.PoisonedRecordException;
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.Reconstructor;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts sessions of the fold together, each with a consumer and a connection of its own. */
final class FoldSessions implements FoldLoop.SessionRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(FoldSessions.class);

    /**
     * A stopped owner must not hold the lock of its partition for longer than its successor waits.
     */
    static final List<String> SESSION =
            List.of(
                    "set idle_in_transaction_session_timeout = '5s'",
                    "set lock_timeout = '10s'",
                    "set statement_timeout = '20s'");

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private boolean isRehearsed;

    /**
     * What sessions are made of.
     *
     * @param config the service's settings
     * @param foldSettings the settings of the consumer of the fold
     * @param readerSettings the settings of a consumer without a group
     * @param admin asks for the topic's id
     * @param connections opens connections that end when they are closed
     * @param archives each reads events back, for one session alone: readers who take all turns of
     *     another must not keep the fold waiting
     * @param catalogue what is known of event types
     * @param clock tells the time
     * @param ids gives ids
     * @param wake wakes the relays
     * @param tracing follows records
     * @param meters counts records
     */
    record Surroundings(
            ScoringConfig config,
            Map<String, Object> foldSettings,
            Map<String, Object> readerSettings,
            Admin admin,
            Supplier<? extends Future<? extends SqlConnection>> connections,
            Supplier<KafkaArchive> archives,
            EventCatalogue catalogue,
            InstantSource clock,
            Supplier<UUID> ids,
            Runnable wake,
            Tracing tracing,
            FoldMeters meters) {}

    FoldSessions(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run(
            Set<PoisonedRecordException.Poison> poisons,
            BooleanSupplier isStopping,
            Runnable onProgress) {
        Duration atMost = around.config().databaseAnswersWithin();
        UUID topicId = topicId(atMost);
        SqlConnection connection = Await.result(around.connections().get(), atMost);
        try (Consumer<String, byte[]> consumer = consumer(around.foldSettings());
                KafkaArchive log = around.archives().get()) {
            var archive = new KafkaEventArchive(log);
            for (String statement : SESSION) {
                Await.result(connection.query(statement).execute(), atMost);
            }
            var policies = new Policies(around.catalogue(), atMost);
            PolicySet inForce = policies(policies, connection);
            new ErasureRestore(() -> consumer(around.readerSettings()), atMost)
                    .restore(connection, Topic.CUSTOMER_EVENTS);
            var judge = new Judge(inForce, around.catalogue());
            var commit =
                    new FoldCommit(topicId, around.config().relays(), around.ids())
                            .telling(around.meters()::committed);
            if (!isRehearsed) {
                isRehearsed = true;
                boolean _ = Rehearsal.of(() -> rehearse(connection, commit, judge));
            }
            var folder =
                    new Folder(
                            new PgFoldStore(connection, atMost, commit),
                            judge,
                            around.catalogue(),
                            settings(),
                            poisons,
                            archive);
            var takeover = new Takeover(topicId, atMost);
            new FoldSession(
                            new FoldSession.Parts(
                                    consumer,
                                    ConsumerSettings.atATime(around.config()),
                                    folder,
                                    (extent, begin) -> takeover.take(connection, extent, begin),
                                    new Reconstructor(
                                            (partition, offsets, each) ->
                                                    readBack(archive, partition, offsets, each),
                                            around.catalogue()),
                                    new Publication(around.ids(), around.clock()),
                                    around.clock(),
                                    System::nanoTime,
                                    around.config().fold().publishEvery(),
                                    around.wake(),
                                    version -> others(policies, connection, version),
                                    () -> topicId(atMost).equals(topicId),
                                    around.tracing(),
                                    around.meters()))
                    .run(isStopping, onProgress);
        } finally {
            close(connection);
        }
    }

    private static void readBack(
            EventArchive archive,
            int partition,
            Collection<Long> offsets,
            java.util.function.Consumer<EventArchive.Archived> each) {
        try {
            archive.read(partition, offsets, each);
        } catch (EventArchive.UnavailableException e) {
            LOGGER.atWarn()
                    .addKeyValue("partition", partition)
                    .setCause(e)
                    .log("the past of a backfill run is told later");
            throw e;
        }
    }

    private void rehearse(SqlConnection connection, FoldCommit commit, Judge judge) {
        var store =
                new PgFoldStore(
                        connection, around.config().databaseAnswersWithin(), commit.undone());
        new FoldRehearsal(around.catalogue())
                .run(
                        new Folder(store, judge, around.catalogue(), settings(), Set.of()),
                        around.clock().instant());
    }

    private PolicySet policies(Policies policies, SqlConnection connection) {
        return policies.inForce(connection)
                .orElseGet(() -> {
                    begin(policies, connection);
                    return policies.inForce(connection).orElseThrow();
                });
    }

    private Optional<Judge> others(Policies policies, SqlConnection connection, String version) {
        return policies.version(connection)
                .filter(it -> !it.equals(version))
                .flatMap(_ -> policies.inForce(connection))
                .map(it -> new Judge(it, around.catalogue()));
    }

    private void begin(Policies policies, SqlConnection connection) {
        List<PolicyDocument> first;
        try (Consumer<String, byte[]> reader = consumer(around.readerSettings())) {
            first = FirstPolicies.read(reader);
        }
        if (first.isEmpty()) {
            throw new IllegalStateException(
                    "no policies are in force and none were published; run the init step");
        }
        policies.begin(connection, first, "init", around.clock().instant());
    }

    private FoldSettings settings() {
        ScoringConfig.FoldConfig fold = around.config().fold();
        return new FoldSettings(
                fold.cacheRows().orElseGet(() -> FoldMemory.rows(Runtime.getRuntime().maxMemory())),
                fold.seenBytes(),
                fold.stepAccounts(),
                fold.reconstructEvents(),
                fold.stepAccounts(),
                fold.publishEvery());
    }

    private UUID topicId(Duration atMost) {
        return topicId(around.admin(), Topic.CUSTOMER_EVENTS.topicName(), atMost);
    }

    /** The id of a topic, which another one of the same name does not have. */
    static UUID topicId(Admin admin, String topic, Duration atMost) {
        try {
            var id =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
                            .get(topic);
            if (id == null) {
                throw new IllegalStateException("topic %s is missing".formatted(topic));
            }
            return new UUID(
                    id.topicId().getMostSignificantBits(), id.topicId().getLeastSignificantBits());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell of topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Consumer<String, byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static void close(SqlConnection connection) {
        try {
            Await.result(connection.close(), CLOSE_WITHIN);
        } catch (RuntimeException e) {
            // It is broken, or the server gone: there is nothing left to close.
            LOGGER.atDebug().setCause(e).log("the connection did not close");
        }
    }
}
