package io.keepwell.scoring.simulation;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.scoring.adapter.kafka.SessionTurns;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * A replica of the fold: sessions as the service runs them, one after the other, as {@code
 * FoldLoop} begins a new one after whatever went wrong.
 */
final class FoldProcess {

    private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);

    private final World world;
    private final SimulatedProcess process;

    FoldProcess(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    void run() {
        while (true) {
            SimulatedConnection connection = world.database().connect(process);
            var consumer = new SimulatedConsumer(world, process, world.settings().recordsAPoll());
            try {
                session(connection, consumer);
            } catch (SimulatedProcess.Died e) {
                connection.orphan();
                consumer.die();
            } catch (StoreException | KafkaException e) {
                requireOfTheStore(e);
                connection.close();
                consumer.close();
            }
            process.pause("begins again");
        }
    }

    private void session(SimulatedConnection connection, SimulatedConsumer consumer) {
        World.Settings settings = world.settings();
        InstantSource clock = world.variant().clock().of(world);
        var folder =
                new Folder(
                        world.variant().store().over(connection, settings.shards()),
                        Company.judge(),
                        EventCatalogue.standard(),
                        new FoldSettings(
                                settings.cacheRows(),
                                settings.seenBytes(),
                                settings.accountsAPage(),
                                settings.toldAgain(),
                                settings.accountsAPage(),
                                PUBLISH_EVERY),
                        Set.of(),
                        this::readBack);
        new SessionTurns(
                        consumer,
                        settings.recordsAPoll(),
                        settings.records(),
                        folder,
                        new SimulatedTakeover(connection)::take,
                        new Publication(world.chance()::uuid, clock),
                        clock,
                        world.time()::nanos,
                        PUBLISH_EVERY)
                .run();
    }

    /** Now and then the log does not answer. */
    private void readBack(
            int partition, Collection<Long> offsets, Consumer<EventArchive.Archived> each) {
        if (world.chance().oneIn(10)) {
            throw new EventArchive.UnavailableException("the log does not answer", null);
        }
        List<CustomerLog.Entry> entries = world.log().entries(partition);
        offsets.stream()
                .sorted()
                .forEach(offset ->
                        each.accept(
                                new EventArchive.Archived(
                                        offset,
                                        Objects.requireNonNull(
                                                entries.get(Math.toIntExact(offset)).event()))));
    }

    /** Anything else that a listener threw is a mistake, of the product or of the simulation. */
    private static void requireOfTheStore(RuntimeException e) {
        if (e instanceof KafkaException && !(e.getCause() instanceof StoreException)) {
            throw e;
        }
    }
}
