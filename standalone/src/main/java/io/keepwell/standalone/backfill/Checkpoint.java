package io.keepwell.standalone.backfill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill has come; written after every batch that was answered for.
 *
 * @param mapping the mapping's id
 * @param version the mapping's version
 * @param directory where the files are
 * @param target where the events are sent to
 * @param key what we call the run
 * @param run the run's id; absent before it was opened
 * @param now when the run began
 * @param isShifted whether dates are moved so that the newest is of today
 * @param shiftDays by how many days dates are moved
 * @param rejectedBytes how much of the file of rejected rows belongs to what was answered for
 * @param files how far each file has come
 * @param touched when this was written last
 * @param completed when all was done; absent before
 */
record Checkpoint(
        String mapping,
        String version,
        String directory,
        String target,
        String key,
        @Nullable String run,
        Instant now,
        boolean isShifted,
        long shiftDays,
        long rejectedBytes,
        List<FileProgress> files,
        Instant touched,
        @Nullable Instant completed) {

    Checkpoint {
        files = List.copyOf(files);
    }

    Checkpoint opened(String id, Instant at) {
        return new Checkpoint(
                mapping,
                version,
                directory,
                target,
                key,
                id,
                now,
                isShifted,
                shiftDays,
                rejectedBytes,
                files,
                at,
                completed);
    }

    Checkpoint with(int index, FileProgress file, long bytes, Instant at) {
        var changed = new ArrayList<>(files);
        changed.set(index, file);
        return new Checkpoint(
                mapping, version, directory, target, key, run, now, isShifted, shiftDays, bytes,
                changed, at, completed);
    }

    Checkpoint completed(Instant at) {
        return new Checkpoint(
                mapping,
                version,
                directory,
                target,
                key,
                run,
                now,
                isShifted,
                shiftDays,
                rejectedBytes,
                files,
                at,
                at);
    }
}
