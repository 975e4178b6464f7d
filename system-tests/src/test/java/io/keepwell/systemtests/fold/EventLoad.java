package io.keepwell.systemtests.fold;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.systemtests.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the accounts' log: events by chance, and some that nobody can read. */
final class EventLoad implements Supplier<Backlog.Draw<CustomerEventV1>> {

    private static final String TOPIC = Topic.CUSTOMER_EVENTS.topicName();
    private static final int POISON_ONE_IN = 300;

    private final RandomGenerator random;
    private final EventGenerator events;

    private EventLoad(long seed) {
        this.random = new SplittableRandom(seed);
        this.events = new EventGenerator(random);
    }

    /** Begins to send. */
    static Backlog<CustomerEventV1> start(
            FoldCluster cluster, Ledger<CustomerEventV1> ledger, long seed) {
        return Backlog.start(cluster, ledger, "fold_partition", new EventLoad(seed));
    }

    /** Sends a number of events at once. */
    static void burst(FoldCluster cluster, Ledger<CustomerEventV1> ledger, long seed, int count) {
        Backlog.burst(cluster, ledger, new EventLoad(seed), count);
    }

    @Override
    public Backlog.Draw<CustomerEventV1> get() {
        if (random.nextInt(POISON_ONE_IN) == 0) {
            return new Backlog.Draw<>(poison(), null);
        }
        CustomerEventV1 event = events.next(Instant.now());
        return new Backlog.Draw<>(record(event), event);
    }

    private static ProducerRecord<String, byte[]> record(CustomerEventV1 event) {
        return Topics.record(event, event.receivedAt());
    }

    /** What nobody can read. */
    private ProducerRecord<String, byte[]> poison() {
        String key = events.anyKey();
        return switch (random.nextInt(4)) {
            case 0 ->
                    new ProducerRecord<>(
                            TOPIC, key, "no event at all \0".getBytes(StandardCharsets.UTF_8));
            case 1 -> new ProducerRecord<>(TOPIC, key, null);
            case 2 -> new ProducerRecord<>(TOPIC, null, new byte[] {(byte) 0xff, 0, 1});
            default -> {
                ProducerRecord<String, byte[]> whole = record(events.next(Instant.now()));
                yield new ProducerRecord<>(
                        TOPIC,
                        null,
                        whole.timestamp(),
                        key,
                        "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                        whole.headers());
            }
        };
    }
}
