package io.keepwell.scoring.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small transactional database, read committed as PostgreSQL is: a statement sees what is
 * committed when it runs; a transaction's writes are seen together, from its commit on; whoever
 * updates a row that another transaction has updated waits until that has ended, and sees what it
 * has left. A connection that breaks takes its transaction and its locks with it, as soon as the
 * server notices.
 */
final class SimulatedDatabase {

    private final World world;
    private final Tables tables = new Tables();
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private final Map<Integer, SimulatedConnection> rowLocks = new HashMap<>();
    private final Map<Integer, SimulatedConnection> shardLocks = new HashMap<>();
    private long lastSequence;

    SimulatedDatabase(World world) {
        this.world = world;
    }

    SimulatedConnection connect(SimulatedProcess process) {
        var connection = new SimulatedConnection(world, this, process);
        connections.add(connection);
        return connection;
    }

    /** What is committed. */
    Tables tables() {
        return tables;
    }

    @Nullable SimulatedConnection holderOf(int partition) {
        return rowLocks.get(partition);
    }

    void lock(int partition, SimulatedConnection holder) {
        rowLocks.put(partition, holder);
    }

    /** Gives the lock of a shard to a connection, unless another has it. */
    boolean tryLockShard(int shard, SimulatedConnection holder) {
        return shardLocks.computeIfAbsent(shard, _ -> holder) == holder;
    }

    boolean isShardOf(int shard, SimulatedConnection holder) {
        return shardLocks.get(shard) == holder;
    }

    /** Numbers are given when rows are inserted, not when that is committed. */
    long nextSequence() {
        return ++lastSequence;
    }

    void release(SimulatedConnection holder) {
        rowLocks.values().removeIf(it -> it == holder);
    }

    void forget(SimulatedConnection closed) {
        release(closed);
        shardLocks.values().removeIf(it -> it == closed);
        connections.remove(closed);
    }

    /** Ends a connection that has said nothing for too long, of whatever process. */
    void endSilentOne() {
        if (!connections.isEmpty()) {
            world.chance().pick(connections).close();
        }
    }

    /** Ends the connections of processes that are gone. */
    void endOrphans() {
        List.copyOf(connections).stream()
                .filter(SimulatedConnection::isOrphan)
                .forEach(SimulatedConnection::close);
    }

    boolean isQuiet() {
        return rowLocks.isEmpty() && connections.stream().noneMatch(SimulatedConnection::isOrphan);
    }
}
