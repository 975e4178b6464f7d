package io.keepwell.standalone.backfill;

import io.keepwell.policy.mapping.MappedFile;
import java.time.Instant;

/** Makes events of the rows of one file, from its first row on. */
final class RowReader {

    private final RowEvents events;
    private final CurrentRow row;
    private final RowHashes hashes;
    private final Instant latest;

    /**
     * Before the first row.
     *
     * @param latest no event may have happened later
     */
    RowReader(RowEvents events, CurrentRow row, CsvFile file, Instant latest) {
        this.events = events;
        this.row = row;
        this.hashes = new RowHashes(file.name());
        this.latest = latest;
    }

    /** Passes a row by, as if it were read. */
    void skip(CsvRow skipped) {
        hashes.next(skipped);
    }

    RowEvents.Made read(MappedFile file, CsvRow read, int width) {
        String hash = hashes.next(read);
        if (!read.isComplete(width)) {
            return new RowEvents.Made.Flawed(
                    "it has %d cells, the first line has %d".formatted(read.cells().size(), width));
        }
        row.at(read, hash);
        return events.of(file, row, latest);
    }
}
