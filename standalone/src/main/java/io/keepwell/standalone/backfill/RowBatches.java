package io.keepwell.standalone.backfill;

import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.standalone.client.EventLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads a file, and puts the events of its rows together to be sent. */
final class RowBatches implements Iterator<RowBatch> {

    /**
     * A body of ingest's is 4 MiB at most; a letter may take four bytes, and the names add some.
     */
    private static final int LETTERS_MAX = 500_000;

    private static final int LETTERS_AN_EVENT = 400;

    /** So that many rows that make nothing are remembered as done too. */
    private static final int ROWS_MAX = 10_000;

    private final CsvFile file;
    private final CsvRows rows;
    private final RowReader reader;

    /**
     * Of the rest of a file.
     *
     * @param skipped how many rows are done already
     */
    RowBatches(CsvFile file, CsvRows rows, RowReader reader, long skipped) {
        this.file = file;
        this.rows = rows;
        this.reader = reader;
        for (long row = 0; row < skipped && rows.hasNext(); row++) {
            reader.skip(rows.next());
        }
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public RowBatch next() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        var events = new ArrayList<SubmittedEventV1>();
        var lines = new ArrayList<Long>();
        var flawed = new ArrayList<Rejected>();
        long letters = 0;
        long read = 0;
        int count = 0;
        while (rows.hasNext()
                && events.size() < EventLoader.BATCH
                && letters < LETTERS_MAX
                && count < ROWS_MAX) {
            CsvRow row = rows.next();
            read = row.number() + 1;
            count++;
            switch (reader.read(file.spec(), row, rows.width())) {
                case RowEvents.Made.Flawed(String reason) ->
                        flawed.add(new Rejected(row.line(), reason));
                case RowEvents.Made.Events(List<SubmittedEventV1> made) -> {
                    made.forEach(_ -> lines.add(row.line()));
                    events.addAll(made);
                    letters += (long) made.size() * (row.length() + LETTERS_AN_EVENT);
                }
            }
        }
        return new RowBatch(events, lines, flawed, read);
    }
}
