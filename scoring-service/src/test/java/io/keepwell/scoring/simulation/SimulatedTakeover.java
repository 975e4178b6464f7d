package io.keepwell.scoring.simulation;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.OwnedPartition;
import java.util.Map;

/**
 * Takes partitions over, modelled on {@code Takeover}: raises the epoch, which waits for a
 * transaction of the former owner and fences every later one, and only then reads.
 */
final class SimulatedTakeover {

    private final SimulatedConnection connection;

    SimulatedTakeover(SimulatedConnection connection) {
        this.connection = connection;
    }

    OwnedPartition.Stored take(Takeover.Extent extent, OwnedPartition.Round begin) {
        int id = extent.id();
        connection.step("takes partition %d over".formatted(id));
        connection.await(id);
        // At once: between the lock's being free and the update nobody else may come.
        Tables tables = connection.tables();
        tables.partitions.putIfAbsent(
                id,
                new Tables.Partition(
                        0,
                        extent.first(),
                        Counts.NONE,
                        begin,
                        begin,
                        null,
                        OwnedPartition.Resting.NOBODY));
        Tables.Partition taken = tables.partition(id).takenOver();
        tables.partitions.put(id, taken);
        Reporting reporting =
                connection.ask(
                        "reads what partition %d reports".formatted(id),
                        it -> it.reporting.getOrDefault(id, Reporting.NONE));
        return new OwnedPartition.Stored(
                id,
                taken.epoch(),
                taken.nextOffset(),
                taken.done(),
                taken.target(),
                taken.cursor(),
                taken.resting(),
                reporting,
                Map.of());
    }
}
