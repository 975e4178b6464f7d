package io.keepwell.standalone.backfill;

import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.standalone.client.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A first look at all files, before anything is sent: what is in them, and of when it is. */
final class Survey {

    private static final int LOOKS_EVERY = 500;

    private final Export export;
    private final Progress progress;

    Survey(Export export, Progress progress) {
        this.export = export;
        this.progress = progress;
    }

    /** What is in each file, so that a change is noticed. */
    List<String> fingerprints() {
        var prints = new ArrayList<String>();
        long all = export.files().stream().mapToLong(Survey::size).sum();
        progress.begin("Files looked at (KB)", all >> 10);
        long done = 0;
        var buffer = new byte[1 << 16];
        for (CsvFile file : export.files()) {
            var digest = RowHashes.sha256();
            try (InputStream in =
                    new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    done += read;
                    progress.at(done >> 10);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file.path(), e);
            }
            prints.add(HexFormat.of().formatHex(digest.digest()));
        }
        return prints;
    }

    /**
     * What a look at the rows has shown.
     *
     * @param rows how many each file has
     * @param newest when the newest event happened; null where there is none
     */
    record Rows(List<Long> rows, @Nullable Instant newest) {}

    /**
     * Reads all rows.
     *
     * @param events makes events of them, to find the newest; null if that is not asked for
     * @param row what is made of them
     */
    Rows rows(@Nullable RowEvents events, CurrentRow row) {
        var counts = new ArrayList<Long>();
        Instant newest = null;
        long all = export.files().stream().mapToLong(Survey::size).sum();
        progress.begin("Rows looked at (KB)", all >> 10);
        long begun = 0;
        for (CsvFile file : export.files()) {
            long count = 0;
            long letters = 0;
            try (CsvRows rows = file.open()) {
                while (rows.hasNext()) {
                    CsvRow read = rows.next();
                    count++;
                    letters += read.length() + read.cells().size();
                    if (count % LOOKS_EVERY == 0) {
                        progress.at((begun + Math.min(letters, size(file))) >> 10);
                    }
                    if (events != null && read.isComplete(rows.width())) {
                        row.at(read, "none");
                        newest = newest(events.of(file.spec(), row, Instant.MAX), newest);
                    }
                }
            }
            begun += size(file);
            counts.add(count);
        }
        return new Rows(counts, newest);
    }

    private static @Nullable Instant newest(RowEvents.Made made, @Nullable Instant before) {
        Instant newest = before;
        if (made instanceof RowEvents.Made.Events(List<SubmittedEventV1> events)) {
            for (SubmittedEventV1 event : events) {
                if (newest == null || event.occurredAt().isAfter(newest)) {
                    newest = event.occurredAt();
                }
            }
        }
        return newest;
    }

    /** By how many days to move what is of one moment, so that it is of today, but not to come. */
    long shiftDays(Instant newest, Instant now) {
        var dates = export.mapping().dates();
        long days = ChronoUnit.DAYS.between(dates.day(newest), dates.day(now));
        return dates.plusDays(newest, days).isAfter(now) ? days - 1 : days;
    }

    private static long size(CsvFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }
}
