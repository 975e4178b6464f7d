package io.keepwell.standalone.backfill;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.client.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The events of an export, for who wants to look at them and not to send them. Dates stay as they
 * are; {@code now()} of the mapping is when the newest of them happened.
 */
public final class ExportEvents {

    private final RowEvents events;
    private final Export export;
    private final Progress progress;

    /**
     * Of an export.
     *
     * @param mapping what the files mean
     * @param directory where they are
     * @param progress where it tells how far it is
     * @throws io.keepwell.standalone.client.ClientException when a file is missing
     */
    public ExportEvents(Mapping mapping, Path directory, Progress progress) {
        this.events = new RowEvents(mapping.ref().id(), EventCatalogue.standard());
        this.export = Export.of(mapping, directory);
        this.progress = progress;
    }

    /**
     * What there was.
     *
     * @param rows rows read
     * @param flawedRows those of them of which no event could be made
     */
    public record Rows(long rows, long flawedRows) {}

    /**
     * Makes all events.
     *
     * @param taker takes them, file by file
     * @return how many rows there were
     */
    public Rows forEach(Consumer<SubmittedEventV1> taker) {
        Instant newest =
                Optional.ofNullable(
                                new Survey(export, progress)
                                        .rows(events, row(Instant.EPOCH))
                                        .newest())
                        .orElse(Instant.EPOCH);
        var row = row(newest);
        long read = 0;
        long flawed = 0;
        int files = 0;
        progress.begin("Files mapped", export.files().size());
        for (CsvFile file : export.files()) {
            try (CsvRows rows = file.open()) {
                var batches =
                        new RowBatches(
                                file, rows, new RowReader(events, row, file, Instant.MAX), 0);
                long ofFile = 0;
                while (batches.hasNext()) {
                    RowBatch batch = batches.next();
                    ofFile = batch.rowsRead();
                    flawed += batch.flawed().size();
                    batch.events().forEach(taker);
                }
                read += ofFile;
            }
            progress.at(++files);
        }
        return new Rows(read, flawed);
    }

    private CurrentRow row(Instant presentTime) {
        var dates = export.mapping().dates();
        var reading = new CurrentRow(dates, Tables.NONE, presentTime, 0);
        return new CurrentRow(
                dates, Tables.load(export, reading, Tables.KEYS_MAX, progress), presentTime, 0);
    }
}
