package io.keepwell.init.kafka;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for the answer of a call; Kafka's clients bound the time themselves. */
final class KafkaCalls {

    private KafkaCalls() {}

    /**
     * The answer.
     *
     * @throws KafkaException the broker's or the client's own error, not wrapped
     */
    static <T> T get(KafkaFuture<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        }
    }

    /**
     * The answer for one of several things that were asked about.
     *
     * @throws KafkaException the broker's or the client's own error, not wrapped
     */
    static <K, T> T get(Map<K, KafkaFuture<T>> calls, K key) {
        return get(Objects.requireNonNull(calls.get(key), () -> "was not asked about " + key));
    }
}
