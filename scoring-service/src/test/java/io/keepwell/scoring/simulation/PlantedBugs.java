package io.keepwell.scoring.simulation;

import io.keepwell.model.AccountId;
import io.keepwell.runtime.outbox.RelayTurns;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Mistakes that others have made, one at a time, in a world that is otherwise as it should be. */
final class PlantedBugs {

    private PlantedBugs() {}

    /** Whoever commits may: neither the owner's epoch nor where it left off is looked at. */
    static Variant noFence() {
        return Variant.NONE.withStore((connection, shards) ->
                new SimulatedFoldStore(
                        connection,
                        new SimulatedFoldCommit(shards) {
                            @Override
                            boolean holds(Tables.Partition stored, Writes.Move move) {
                                return true;
                            }
                        }));
    }

    /** The position is committed by itself, and only then what came of the records before it. */
    static Variant positionFirst() {
        return Variant.NONE.withStore((connection, shards) ->
                new SimulatedFoldStore(
                        connection,
                        new SimulatedFoldCommit(shards) {
                            @Override
                            void run(SimulatedConnection its, Writes writes) {
                                requireFenced(fence(its, writes), writes);
                                its.commit();
                                write(its, writes);
                                its.commit();
                            }
                        }));
    }

    /** Nothing that was folded in an earlier transaction is known any more. */
    static Variant noMemory() {
        return Variant.NONE.withStore((connection, shards) ->
                new SimulatedFoldStore(connection, new SimulatedFoldCommit(shards)) {
                    @Override
                    public Map<AccountId, Map<EventHash, Integer>> seen(
                            int partition, List<Suspect> suspects) {
                        return Map.of();
                    }
                });
    }

    /** The present is when the newest event occurred, by its sender's word. */
    static Variant clockOfEvents() {
        return Variant.NONE.withClock(NewestEvent::new);
    }

    /** The relay reads on from the last number that it has published, of a table of its own. */
    static Variant cursorOfNumbers() {
        return Variant.NONE.withShard(AfterTheLast::new);
    }

    /** A clock that the newest event drives. */
    private record NewestEvent(World world) implements InstantSource {

        @Override
        public Instant instant() {
            Instant newest = Instant.EPOCH;
            for (int partition = 0; partition < CustomerLog.PARTITIONS; partition++) {
                for (CustomerLog.Entry entry : world.log().entries(partition)) {
                    var event = entry.event();
                    if (event != null && event.occurredAt().isAfter(newest)) {
                        newest = event.occurredAt();
                    }
                }
            }
            return newest.equals(Instant.EPOCH) ? world.time().instant() : newest;
        }
    }

    /** Rows whose number is higher than any that was read: {@code seq > last}. */
    private static final class AfterTheLast implements RelayTurns.Shard {

        private final RelayTurns.Shard shard;
        private long last;

        AfterTheLast(RelayTurns.Shard shard) {
            this.shard = shard;
        }

        @Override
        public List<RelayTurns.Waiting> first(int limit) {
            return shard.first(Integer.MAX_VALUE).stream()
                    .filter(it -> it.seq() > last)
                    .limit(limit)
                    .toList();
        }

        @Override
        public void delete(List<Long> seqs) {
            last = seqs.getLast();
            shard.delete(seqs);
        }

        @Override
        public void requireHeld() {
            shard.requireHeld();
        }
    }
}
