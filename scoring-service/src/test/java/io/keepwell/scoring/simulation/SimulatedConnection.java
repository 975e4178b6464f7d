package io.keepwell.scoring.simulation;

import io.keepwell.scoring.application.fold.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One session of a process with the database, with at most one transaction. */
final class SimulatedConnection {

    /** Turns that a lock is waited for. */
    private static final int LOCK_TIMEOUT = 60;

    private final World world;
    private final SimulatedDatabase database;
    private final SimulatedProcess process;
    private final List<Consumer<Tables>> checks = new ArrayList<>();
    private final List<Consumer<Tables>> writes = new ArrayList<>();
    private boolean isClosed;
    private boolean isOrphan;

    SimulatedConnection(World world, SimulatedDatabase database, SimulatedProcess process) {
        this.world = world;
        this.database = database;
        this.process = process;
    }

    /** A statement of its own: sees what is committed when it runs. */
    <T> T ask(String what, Function<Tables, T> question) {
        step(what);
        return question.apply(database.tables());
    }

    /** What is committed, for a statement that has had its step. */
    Tables tables() {
        return database.tables();
    }

    /** A statement within the transaction, of which nothing is asked yet. */
    void step(String what) {
        process.step(what);
        if (world.chance().oneIn(world.faults().disconnect())) {
            close();
        }
        requireOpen(what);
    }

    /** Locks a row of {@code fold_partition} until the transaction ends. */
    void lock(int partition) {
        await(partition);
        database.lock(partition, this);
    }

    /** Waits until no transaction holds a row of {@code fold_partition}. */
    void await(int partition) {
        for (int turn = 0; ; turn++) {
            SimulatedConnection holder = database.holderOf(partition);
            if (holder == null || holder == this) {
                return;
            }
            if (turn == LOCK_TIMEOUT) {
                close();
                throw new StoreException("a lock was waited for in vain");
            }
            step("waits for the lock of partition " + partition);
        }
    }

    /** Adds what refuses the transaction at its end when it throws. */
    void check(Consumer<Tables> check) {
        checks.add(check);
    }

    /** Adds to what the transaction writes. */
    void write(Consumer<Tables> write) {
        writes.add(write);
    }

    /** Number of the next row that has one. */
    long nextSequence() {
        return database.nextSequence();
    }

    /** Makes what was written seen, at once; or nothing of it. The answer may not arrive. */
    void commit() {
        step("commit");
        boolean isLost = world.chance().oneIn(world.faults().lostAnswer());
        if (isLost && world.chance().oneIn(2)) {
            close();
            throw new StoreException("the commit was not made, and not answered");
        }
        checks.forEach(it -> it.accept(database.tables()));
        writes.forEach(it -> it.accept(database.tables()));
        rollback();
        if (isLost) {
            close();
            throw new StoreException("the commit was made, and not answered");
        }
        step("hears that it is committed");
    }

    void rollback() {
        checks.clear();
        writes.clear();
        database.release(this);
    }

    boolean tryLockShard(int shard) {
        step("asks for shard " + shard);
        return database.tryLockShard(shard, this);
    }

    boolean isHolderOf(int shard) {
        return database.isShardOf(shard, this);
    }

    /** Its process is gone; the server does not know that yet. */
    void orphan() {
        isOrphan = true;
    }

    boolean isOrphan() {
        return isOrphan;
    }

    void close() {
        isClosed = true;
        rollback();
        database.forget(this);
    }

    boolean isClosed() {
        return isClosed;
    }

    private void requireOpen(String what) {
        if (isClosed) {
            throw new StoreException("the connection is closed: " + what);
        }
    }
}
