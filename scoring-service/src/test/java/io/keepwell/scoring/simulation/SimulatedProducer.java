package io.keepwell.scoring.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.NullUnmarked;

/**
 * A transactional producer of the relay. An answer to its commit may not arrive. Of Kafka's own
 * producer for tests it inherits only what nobody asks.
 */
@NullUnmarked // as Kafka's interface is
// One actor works at a time: nothing needs a lock.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class SimulatedProducer extends MockProducer<String, byte[]> {

    private final World world;
    private final SimulatedProcess process;
    private final String transactionalId;
    private int epoch;
    private boolean isUncertain;

    SimulatedProducer(World world, SimulatedProcess process, String transactionalId) {
        this.world = world;
        this.process = process;
        this.transactionalId = transactionalId;
    }

    @Override
    public void initTransactions() {
        process.step("fences producers of " + transactionalId);
        epoch = world.topics().begin(transactionalId);
    }

    @Override
    public void beginTransaction() {}

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
        world.topics().send(transactionalId, epoch, record);
        return new CompletableFuture<>();
    }

    @Override
    public void flush() {
        process.step("has sent");
    }

    @Override
    public void commitTransaction() {
        process.step("commits what it sent");
        isUncertain = world.chance().oneIn(world.faults().lostAnswer());
        if (!isUncertain || world.chance().oneIn(2)) {
            world.topics().commit(transactionalId, epoch);
        }
        if (isUncertain) {
            throw new TimeoutException("the commit was not answered");
        }
        process.step("hears that it is published");
    }

    @Override
    public void abortTransaction() {
        process.step("aborts what it sent");
        if (isUncertain) {
            throw new IllegalStateException("the commit timed out, and only it may be repeated");
        }
        world.topics().abort(transactionalId, epoch);
    }

    @Override
    public void close(Duration timeout) {}
}
