package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.adapter.postgres.RejectionStore;
import io.keepwell.scoring.application.fold.PoisonedRecordException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Puts sessions of the index of rejections together, each with a consumer and a connection of its
 * own.
 */
final class RejectionSessions implements FoldLoop.SessionRunner {

    private final Surroundings around;

    /**
     * What sessions are made of.
     *
     * @param settings the settings of the consumer
     * @param topicId asks for a topic's id
     * @param connections opens connections that end when they are closed
     * @param answersWithin how long a database call may take
     * @param clock tells the time
     * @param onUnreadable is told of each record that cannot be read
     */
    record Surroundings(
            Map<String, Object> settings,
            Function<Topic, UUID> topicId,
            Supplier<? extends Future<? extends SqlConnection>> connections,
            Duration answersWithin,
            InstantSource clock,
            Runnable onUnreadable) {}

    RejectionSessions(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run(
            Set<PoisonedRecordException.Poison> poisons,
            BooleanSupplier isStopping,
            Runnable onProgress) {
        Duration atMost = around.answersWithin();
        UUID topicId = around.topicId().apply(Topic.REJECTED_EVENTS);
        SqlConnection connection = Await.result(around.connections().get(), atMost);
        try (Consumer<String, byte[]> consumer = FoldSessions.consumer(around.settings())) {
            for (String statement : FoldSessions.SESSION) {
                Await.result(connection.query(statement).execute(), atMost);
            }
            new RejectionSession(
                            consumer,
                            new RejectionStore(connection, topicId, atMost),
                            around.clock(),
                            around.onUnreadable())
                    .run(isStopping, onProgress);
        } finally {
            FoldSessions.close(connection);
        }
    }
}
