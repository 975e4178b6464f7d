package io.keepwell.scoring.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;

/**
 * What scoring tells, as readers find it who read what is committed. A record has its place from
 * its sending on; a producer that begins fences those before it that have its transactional id, and
 * aborts what they have in hand.
 */
final class HealthTopics {

    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Integer> epochs = new HashMap<>();

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** A record on its way. */
    private static final class Sent {
        private final String by;
        private final ProducerRecord<String, byte[]> record;
        private State state = State.OPEN;

        Sent(String by, ProducerRecord<String, byte[]> record) {
            this.by = by;
            this.record = record;
        }
    }

    /** The epoch of a new producer. */
    int begin(String transactionalId) {
        end(transactionalId, State.ABORTED);
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    void send(String transactionalId, int epoch, ProducerRecord<String, byte[]> record) {
        requireLatest(transactionalId, epoch);
        sent.add(new Sent(transactionalId, record));
    }

    void commit(String transactionalId, int epoch) {
        requireLatest(transactionalId, epoch);
        end(transactionalId, State.COMMITTED);
    }

    void abort(String transactionalId, int epoch) {
        requireLatest(transactionalId, epoch);
        end(transactionalId, State.ABORTED);
    }

    /** What is committed, in the order in which readers see it. */
    List<ProducerRecord<String, byte[]>> committed() {
        return sent.stream()
                .filter(it -> it.state == State.COMMITTED)
                .map(it -> it.record)
                .toList();
    }

    private void requireLatest(String transactionalId, int epoch) {
        if (epochs.getOrDefault(transactionalId, 0) != epoch) {
            throw new InvalidProducerEpochException("another producer of this id has begun");
        }
    }

    private void end(String transactionalId, State state) {
        sent.stream()
                .filter(it -> it.state == State.OPEN && it.by.equals(transactionalId))
                .forEach(it -> it.state = state);
    }
}
