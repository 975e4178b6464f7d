package io.keepwell.scoring.simulation;

import io.keepwell.runtime.outbox.RelayTurns;
import io.keepwell.scoring.application.fold.FoldStore;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What is put together differently where a bug is planted.
 *
 * @param store makes the store of a session
 * @param clock of the fold, made of the world's
 * @param shard how the relay sees its rows
 */
record Variant(Stores store, Clocks clock, UnaryOperator<RelayTurns.Shard> shard) {

    /** As it is in production. */
    static final Variant NONE =
            new Variant(
                    (connection, shards) ->
                            new SimulatedFoldStore(connection, new SimulatedFoldCommit(shards)),
                    World::time,
                    UnaryOperator.identity());

    /** Makes stores. */
    @FunctionalInterface
    interface Stores {

        FoldStore over(SimulatedConnection connection, int shards);
    }

    /** Makes clocks. */
    @FunctionalInterface
    interface Clocks {

        InstantSource of(World world);
    }

    Variant withStore(Stores other) {
        return new Variant(other, clock, shard);
    }

    Variant withClock(Clocks other) {
        return new Variant(store, other, shard);
    }

    Variant withShard(UnaryOperator<RelayTurns.Shard> other) {
        return new Variant(store, clock, other);
    }
}
