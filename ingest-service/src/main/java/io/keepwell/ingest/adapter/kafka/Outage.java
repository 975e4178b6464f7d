package io.keepwell.ingest.adapter.kafka;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that Kafka does not acknowledge, and once that it does again. */
final class Outage {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean lasting = new AtomicBoolean();

    void began(String topic, Exception exception) {
        if (lasting.compareAndSet(false, true)) {
            String cure =
                    exception.getCause() instanceof UnknownTopicOrPartitionException
                            ? "; the topic does not exist: the init step creates it, nothing else"
                            : "";
            LOGGER.atError()
                    .addKeyValue("topic", topic)
                    .log("senders are answered with 503: {}{}", exception.toString(), cure);
        }
    }

    void over() {
        // Read first: this is called for every request.
        if (lasting.get() && lasting.compareAndSet(true, false)) {
            LOGGER.atInfo().log("Kafka acknowledges again");
        }
    }
}
