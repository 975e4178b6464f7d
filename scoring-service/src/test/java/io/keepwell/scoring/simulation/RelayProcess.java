package io.keepwell.scoring.simulation;

import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.outbox.RelayTurns;
import io.keepwell.scoring.application.fold.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * A replica's relay of one shard: the turns of the service's own, and around them what {@code
 * ShardRelay} and {@code ShardTable} do: it waits for the shard's lock, which lasts as long as the
 * connection, fences the producers before it, and begins anew after whatever went wrong.
 */
final class RelayProcess {

    private final World world;
    private final SimulatedProcess process;
    private final int shard;

    RelayProcess(World world, SimulatedProcess process, int shard) {
        this.world = world;
        this.process = process;
        this.shard = shard;
    }

    void run() {
        while (true) {
            SimulatedConnection connection = world.database().connect(process);
            try {
                publishOnceHeld(connection);
            } catch (SimulatedProcess.Died e) {
                connection.orphan();
            } catch (StoreException | KafkaException | IllegalStateException e) {
                connection.close();
            }
            process.pause("begins again");
        }
    }

    private void publishOnceHeld(SimulatedConnection connection) {
        while (!connection.tryLockShard(shard)) {
            process.pause("waits for the shard");
        }
        var producer = new SimulatedProducer(world, process, "scoring-outbox-" + shard);
        RelayTurns.Shard rows = world.variant().shard().apply(new Rows(connection));
        try (var turns = new RelayTurns(rows, producer, world.settings().batchRows())) {
            while (true) {
                turns.next();
            }
        }
    }

    /** The rows of the shard, over the connection that has its lock. */
    private final class Rows implements RelayTurns.Shard {

        private final SimulatedConnection connection;

        Rows(SimulatedConnection connection) {
            this.connection = connection;
        }

        @Override
        public List<RelayTurns.Waiting> first(int limit) {
            return connection.ask(
                    "reads the outbox",
                    tables -> {
                        var first = new ArrayList<RelayTurns.Waiting>();
                        tables.outbox.forEach((seq, row) -> add(first, seq, row, limit));
                        return first;
                    });
        }

        private void add(List<RelayTurns.Waiting> to, long seq, OutboxRow row, int limit) {
            if (row.shard() == shard && to.size() < limit) {
                to.add(new RelayTurns.Waiting(seq, row));
            }
        }

        @Override
        public void delete(List<Long> seqs) {
            connection.ask("deletes what it published", it -> it.outbox.keySet().removeAll(seqs));
        }

        /** It is told of the end of its connection some time after that. */
        @Override
        public void requireHeld() {
            if (connection.isClosed() && world.chance().oneIn(2)) {
                throw new IllegalStateException("the connection that holds the lock is closed");
            }
        }
    }
}
