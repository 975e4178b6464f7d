package io.keepwell.systemtests.fold;

import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SourceName;
import io.keepwell.systemtests.Topics;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of what was rejected: rejections of many sources, and some that nobody can read. */
final class RejectionLoad implements Supplier<Backlog.Draw<RejectedEventV1>> {

    private static final int SOURCES = 20;
    private static final int POISON_ONE_IN = 300;

    private final RandomGenerator random;

    private RejectionLoad(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Begins to send. */
    static Backlog<RejectedEventV1> start(
            FoldCluster cluster, Ledger<RejectedEventV1> ledger, long seed) {
        return Backlog.start(cluster, ledger, "rejection_partition", new RejectionLoad(seed));
    }

    @Override
    public Backlog.Draw<RejectedEventV1> get() {
        var source = new SourceName("source-" + random.nextInt(SOURCES));
        if (random.nextInt(POISON_ONE_IN) == 0) {
            return new Backlog.Draw<>(
                    new ProducerRecord<>(Topic.REJECTED_EVENTS.topicName(), source.value(), null),
                    null);
        }
        Instant now = Instant.now();
        var rejection =
                new RejectedEventV1(
                        new UUID(random.nextLong(), random.nextLong()),
                        source,
                        now,
                        RejectionCode.MALFORMED,
                        null,
                        "it is no JSON",
                        null,
                        null,
                        "application/json",
                        "{",
                        null,
                        null);
        return new Backlog.Draw<>(Topics.record(rejection, now), rejection);
    }
}
