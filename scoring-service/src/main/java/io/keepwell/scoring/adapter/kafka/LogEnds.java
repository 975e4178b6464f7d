package io.keepwell.scoring.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks the broker where the log ends: what a consumer remembers may be old. */
final class LogEnds {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private LogEnds() {}

    /** Of the partitions in a consumer's hands; none while the broker does not answer. */
    static Map<Integer, Long> of(Consumer<?, ?> consumer) {
        try {
            var ends = new HashMap<Integer, Long>();
            consumer.endOffsets(consumer.assignment(), ANSWERS_WITHIN)
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        } catch (TimeoutException e) {
            return Map.of();
        }
    }
}
