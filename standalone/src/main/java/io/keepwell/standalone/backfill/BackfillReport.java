package io.keepwell.standalone.backfill;

import io.keepwell.standalone.client.ScoringReads.Stats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of an export.
 *
 * @param mapping the mapping's id
 * @param version the mapping's version
 * @param run the backfill run; absent where nothing was sent
 * @param shiftDays by how many days dates were moved
 * @param completed when all was sent; absent where nothing was
 * @param files what became of each file
 * @param total what became of all
 * @param rejectedRows the file that lists all rejected rows; absent where there are none
 */
public record BackfillReport(
        String mapping,
        String version,
        @Nullable String run,
        long shiftDays,
        @Nullable Instant completed,
        List<OfFile> files,
        OfFile total,
        @Nullable String rejectedRows) {

    private static final String TOTAL = "total";

    /** Copies the list. */
    public BackfillReport {
        files = List.copyOf(files);
    }

    /**
     * What became of a file.
     *
     * @param file its name
     * @param rowsRead how many rows it has
     * @param rowsRejected how many of them, or of whose events, were not accepted
     * @param eventsAccepted how many events ingest has accepted
     * @param duplicate how many events scoring had seen before while the file was sent; absent
     *     where it was not asked
     * @param tooLate how many were older than what scoring keeps; absent where it was not asked
     * @param rejected the first of the rejected rows
     */
    public record OfFile(
            String file,
            long rowsRead,
            long rowsRejected,
            long eventsAccepted,
            @Nullable Long duplicate,
            @Nullable Long tooLate,
            List<Rejected> rejected) {

        /** Copies the list. */
        public OfFile {
            rejected = List.copyOf(rejected);
        }

        static OfFile of(FileProgress file) {
            Stats counted = file.counted();
            return new OfFile(
                    file.name(),
                    file.rowsRead(),
                    file.rowsRejected(),
                    file.eventsAccepted(),
                    counted == null ? null : counted.duplicate(),
                    counted == null ? null : counted.tooLate(),
                    file.rejected());
        }
    }

    static BackfillReport of(Checkpoint checkpoint, CheckpointFile kept) {
        return of(
                checkpoint,
                checkpoint.files().stream().map(OfFile::of).toList(),
                kept.rejectedRows().toString());
    }

    static BackfillReport of(Checkpoint checkpoint, List<OfFile> files, String rejectedRows) {
        OfFile total =
                new OfFile(
                        TOTAL,
                        sum(files, OfFile::rowsRead),
                        sum(files, OfFile::rowsRejected),
                        sum(files, OfFile::eventsAccepted),
                        sumOrNone(files, OfFile::duplicate),
                        sumOrNone(files, OfFile::tooLate),
                        List.of());
        return new BackfillReport(
                checkpoint.mapping(),
                checkpoint.version(),
                checkpoint.run(),
                checkpoint.shiftDays(),
                checkpoint.completed(),
                files,
                total,
                total.rowsRejected() > 0 && checkpoint.run() != null ? rejectedRows : null);
    }

    /**
     * Whether every row was accepted.
     *
     * @return whether
     */
    public boolean isAllAccepted() {
        return total.rowsRejected() == 0;
    }

    /**
     * The report for people.
     *
     * @return its lines
     */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        int width = files.stream().mapToInt(it -> it.file().length()).max().orElse(0);
        int name = Math.max(width, TOTAL.length());
        lines.add(
                "%-"
                        .concat(name + "s  %10s  %15s  %9s  %9s  %13s")
                        .formatted(
                                "file",
                                "rows read",
                                run == null ? "events made" : "events accepted",
                                "duplicate",
                                "too late",
                                "rows rejected"));
        files.forEach(file -> lines.add(line(file, name)));
        if (files.size() > 1) {
            lines.add(line(total, name));
        }
        for (OfFile file : files) {
            file.rejected()
                    .forEach(row ->
                            lines.add(
                                    "%s:%d: %s".formatted(file.file(), row.line(), row.reason())));
            long more = file.rowsRejected() - file.rejected().size();
            if (more > 0) {
                lines.add("%s: and %,d rows more".formatted(file.file(), more));
            }
        }
        if (rejectedRows != null) {
            lines.add("All rejected rows: " + rejectedRows);
        }
        return lines;
    }

    private static String line(OfFile it, int name) {
        return String.format(
                Locale.ROOT,
                "%-" + name + "s  %,10d  %,15d  %9s  %9s  %,13d",
                it.file(),
                it.rowsRead(),
                it.eventsAccepted(),
                orDash(it.duplicate()),
                orDash(it.tooLate()),
                it.rowsRejected());
    }

    private static String orDash(@Nullable Long count) {
        return count == null ? "-" : String.format(Locale.ROOT, "%,d", count);
    }

    private static long sum(List<OfFile> files, ToLongFunction<OfFile> count) {
        return files.stream().mapToLong(count).sum();
    }

    private interface Count {
        @Nullable Long of(OfFile file);
    }

    private static @Nullable Long sumOrNone(List<OfFile> files, Count count) {
        return files.stream().map(count::of).anyMatch(Objects::isNull)
                ? null
                : sum(files, it -> Objects.requireNonNullElse(count.of(it), 0L));
    }
}
