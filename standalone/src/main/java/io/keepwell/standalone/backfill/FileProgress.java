package io.keepwell.standalone.backfill;

import io.keepwell.standalone.client.ScoringReads.Stats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a file has come.
 *
 * @param file its id in the mapping
 * @param name its name
 * @param sha256 what was in it when the run began, in hexadecimal digits
 * @param rows how many rows it has
 * @param rowsRead of how many rows all events were answered for
 * @param rowsRejected how many of them, or of whose events, were not accepted
 * @param eventsAccepted how many events ingest has accepted
 * @param eventsRejected how many it has not
 * @param rejected the first of the rejected rows
 * @param before what scoring had counted before the first event; absent before, and where scoring
 *     was not asked
 * @param counted what scoring has counted of the file's; absent until it is done, and where scoring
 *     was not asked
 * @param isDone whether nothing more is to be done for it
 */
public record FileProgress(
        String file,
        String name,
        String sha256,
        long rows,
        long rowsRead,
        long rowsRejected,
        long eventsAccepted,
        long eventsRejected,
        List<Rejected> rejected,
        @Nullable Stats before,
        @Nullable Stats counted,
        boolean isDone) {

    /** How many of the rejected rows are shown. */
    static final int SHOWN_MAX = 10;

    /** Copies the list. */
    public FileProgress {
        rejected = List.copyOf(rejected);
    }

    static FileProgress of(CsvFile file, String sha256, long rows) {
        return new FileProgress(
                file.spec().id(),
                file.name(),
                sha256,
                rows,
                0,
                0,
                0,
                0,
                List.of(),
                null,
                null,
                false);
    }

    FileProgress begun(@Nullable Stats stats) {
        return new FileProgress(
                file,
                name,
                sha256,
                rows,
                rowsRead,
                rowsRejected,
                eventsAccepted,
                eventsRejected,
                rejected,
                stats,
                counted,
                isDone);
    }

    FileProgress read(long upTo, long accepted, long refused, List<Rejected> more) {
        var first = new ArrayList<>(rejected);
        more.stream().limit(Math.max(0, SHOWN_MAX - first.size())).forEach(first::add);
        return new FileProgress(
                file,
                name,
                sha256,
                rows,
                upTo,
                rowsRejected + more.size(),
                eventsAccepted + accepted,
                eventsRejected + refused,
                first,
                before,
                counted,
                isDone);
    }

    FileProgress done(@Nullable Stats stats) {
        return new FileProgress(
                file,
                name,
                sha256,
                rows,
                rowsRead,
                rowsRejected,
                eventsAccepted,
                eventsRejected,
                rejected,
                before,
                stats,
                true);
    }
}
