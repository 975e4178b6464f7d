package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.application.fold.PoisonedRecordException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Puts sessions together that read a topic into the database, each with a consumer and a connection
 * of its own.
 */
final class ReaderSessions implements FoldLoop.SessionRunner {

    private final Topic topic;
    private final Map<String, Object> settings;
    private final Surroundings around;
    private final Maker maker;

    /**
     * Of one topic.
     *
     * @param topic what is read
     * @param settings the settings of the consumer
     * @param around what it is read beside
     * @param maker makes a session
     */
    ReaderSessions(Topic topic, Map<String, Object> settings, Surroundings around, Maker maker) {
        this.topic = topic;
        this.settings = settings;
        this.around = around;
        this.maker = maker;
    }

    /**
     * What the readers of all topics share.
     *
     * @param topicId asks for a topic's id
     * @param connections opens connections that end when they are closed
     * @param answersWithin how long a database call may take
     */
    record Surroundings(
            Function<Topic, UUID> topicId,
            Supplier<? extends Future<? extends SqlConnection>> connections,
            Duration answersWithin) {}

    /** Reads while everything goes well. */
    @FunctionalInterface
    interface Session {

        /**
         * Works until it is told to stop.
         *
         * @param isStopping whether it is to end
         * @param onProgress to be told after each round that went well
         */
        void run(BooleanSupplier isStopping, Runnable onProgress);
    }

    /** Makes a session. */
    @FunctionalInterface
    interface Maker {

        /**
         * Makes one.
         *
         * @param consumer nobody else's
         * @param connection nobody else's
         * @param topicId the topic's id
         */
        Session session(Consumer<String, byte[]> consumer, SqlConnection connection, UUID topicId);
    }

    @Override
    public void run(
            Set<PoisonedRecordException.Poison> poisons,
            BooleanSupplier isStopping,
            Runnable onProgress) {
        Duration atMost = around.answersWithin();
        UUID topicId = around.topicId().apply(topic);
        SqlConnection connection = Await.result(around.connections().get(), atMost);
        try (Consumer<String, byte[]> consumer = FoldSessions.consumer(settings)) {
            for (String statement : FoldSessions.SESSION) {
                Await.result(connection.query(statement).execute(), atMost);
            }
            maker.session(consumer, connection, topicId).run(isStopping, onProgress);
        } finally {
            FoldSessions.close(connection);
        }
    }
}
