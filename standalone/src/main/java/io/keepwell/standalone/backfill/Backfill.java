package io.keepwell.standalone.backfill;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.EventLoader;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.ScoringReads;
import io.keepwell.standalone.client.ServiceReads;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends an export as one backfill run. It remembers after every batch how far it has come, so that
 * it can be ended at any moment and begun again: what may have been sent before is sent with the
 * same ids, which scoring recognises for 48 hours.
 */
public final class Backfill implements AutoCloseable {

    /** Less than the 48 hours for which scoring recognises an id. */
    private static final Duration RECOGNISED = Duration.ofHours(47);

    /** How far in the future an event may be: clocks differ. As ingest has it. */
    static final Duration FUTURE_MAX = Duration.ofMinutes(5);

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);

    private final BackfillOptions options;
    private final Progress progress;
    private final InstantSource clock;
    private final Supplier<String> keys;
    private final HttpClient http;
    private final IngestClient ingest;
    private final Counting counting;
    private final RowEvents events;

    /**
     * With all that it needs.
     *
     * @param options what it needs
     * @param progress where it tells how far it is
     * @param clock the present
     * @param keys makes up names for runs
     */
    public Backfill(
            BackfillOptions options,
            Progress progress,
            InstantSource clock,
            Supplier<String> keys) {
        this.options = options;
        this.progress = progress;
        this.clock = clock;
        this.keys = keys;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTS_WITHIN)
                        .build();
        this.ingest = new IngestClient(http, options.ingest(), options.writeKey(), () -> false);
        String scoring = options.scoring();
        this.counting =
                new Counting(
                        scoring == null
                                ? null
                                : new ScoringReads(
                                        new ServiceReads(http, scoring, options.tokens())),
                        options.source(),
                        progress);
        this.events = new RowEvents(options.mapping().ref().id(), EventCatalogue.standard());
    }

    /**
     * Sends what was not sent yet.
     *
     * @return what became of all
     * @throws ClientException when it cannot go on
     */
    public BackfillReport run() {
        Export export = Export.of(options.mapping(), options.directory());
        String directory = options.directory().toAbsolutePath().normalize().toString();
        String name =
                "%s-%s"
                        .formatted(
                                options.mapping().ref().id(),
                                RowHashes.ofText(directory + "\n" + options.ingest())
                                        .substring(0, 12));
        try (CheckpointFile kept = CheckpointFile.take(options.folder(), name)) {
            if (options.isRestarted()) {
                leave(kept);
                kept.delete();
            }
            Checkpoint found = kept.read().orElse(null);
            Checkpoint checkpoint = found == null ? begun(export, directory) : found;
            if (found == null) {
                kept.cutRejected(0);
                kept.write(checkpoint);
            } else {
                refuseChanges(found, export);
            }
            if (checkpoint.completed() != null) {
                progress.say(
                        "All of this was sent by %s; nothing is sent again."
                                .formatted(checkpoint.completed()));
                return BackfillReport.of(checkpoint, kept);
            }
            return BackfillReport.of(sent(export, checkpoint, kept), kept);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** The accounts of a run that nobody closes would not be judged by what it told. */
    private void leave(CheckpointFile kept) {
        try {
            kept.read()
                    .filter(old -> old.completed() == null)
                    .map(Checkpoint::run)
                    .ifPresent(ingest::closeBackfill);
        } catch (ClientException e) {
            progress.say("  The old run was not closed: " + e.getMessage());
        }
    }

    private Checkpoint begun(Export export, String directory) {
        Instant now = clock.instant();
        var survey = new Survey(export, progress);
        List<String> prints = survey.fingerprints();
        Tables tables = options.isShifted() ? tables(export, Instant.EPOCH, 0) : Tables.NONE;
        var row = new CurrentRow(export.mapping().dates(), tables, Instant.EPOCH, 0);
        Survey.Rows rows = survey.rows(options.isShifted() ? events : null, row);
        long shiftDays =
                options.isShifted() && rows.newest() != null
                        ? survey.shiftDays(rows.newest(), now)
                        : 0;
        return new Checkpoint(
                export.mapping().ref().id(),
                export.mapping().ref().version(),
                directory,
                options.ingest(),
                keys.get(),
                null,
                now,
                options.isShifted(),
                shiftDays,
                0,
                IntStream.range(0, prints.size())
                        .mapToObj(it ->
                                FileProgress.of(
                                        export.files().get(it),
                                        prints.get(it),
                                        rows.rows().get(it)))
                        .toList(),
                now,
                null);
    }

    /** What was sent must go on as it was begun. */
    private void refuseChanges(Checkpoint found, Export export) {
        var changes = new ArrayList<String>();
        if (!found.version().equals(export.mapping().ref().version())) {
            changes.add("the mapping is another one");
        }
        if (found.isShifted() != options.isShifted()) {
            changes.add(
                    found.isShifted()
                            ? "it was begun with --shift-to-now"
                            : "it was begun without --shift-to-now");
        }
        List<String> before =
                found.files().stream().map(it -> it.name() + " " + it.sha256()).toList();
        List<String> prints = new Survey(export, progress).fingerprints();
        for (int at = 0; at < prints.size(); at++) {
            String name = export.files().get(at).name();
            if (!before.contains(name + " " + prints.get(at))) {
                changes.add(name + " is another one");
            }
        }
        if (prints.size() != before.size()) {
            changes.add("there are %d files, not %d".formatted(prints.size(), before.size()));
        }
        if (!changes.isEmpty()) {
            throw new ClientException(
                    ("since this backfill was begun at %s, %s. Put that back to go on; or begin a"
                                    + " new run with --restart: what was sent within the last 48"
                                    + " hours and still has the same ids then counts once, anything"
                                    + " older counts twice")
                            .formatted(found.now(), String.join(", and ", changes)));
        }
        boolean isOld = clock.instant().isAfter(found.touched().plus(RECOGNISED));
        if (found.completed() == null && isOld && !options.mayRepeat()) {
            throw new ClientException(
                    ("this backfill stopped at %s, and scoring recognises what is sent again for 48"
                                    + " hours only: up to %,d events that were under way then may"
                                    + " count twice. Go on with --accept-repeats")
                            .formatted(found.touched(), EventLoader.BATCH * EventLoader.AT_A_TIME));
        }
    }

    private Tables tables(Export export, Instant now, long shiftDays) {
        var reading = new CurrentRow(export.mapping().dates(), Tables.NONE, now, shiftDays);
        return Tables.load(export, reading, Tables.KEYS_MAX, progress);
    }

    private Checkpoint sent(Export export, Checkpoint begun, CheckpointFile kept) {
        Checkpoint checkpoint = begun;
        kept.cutRejected(checkpoint.rejectedBytes());
        String run = checkpoint.run();
        if (run == null) {
            run = ingest.openBackfill(checkpoint.key());
            checkpoint = checkpoint.opened(run, clock.instant());
            kept.write(checkpoint);
        }
        Tables tables = tables(export, checkpoint.now(), checkpoint.shiftDays());
        for (int at = 0; at < export.files().size(); at++) {
            if (!checkpoint.files().get(at).isDone()) {
                checkpoint = file(export, at, checkpoint, kept, tables, run);
            }
        }
        ingest.closeBackfill(run);
        checkpoint = checkpoint.completed(clock.instant());
        kept.write(checkpoint);
        return checkpoint;
    }

    private Checkpoint file(
            Export export,
            int at,
            Checkpoint begun,
            CheckpointFile kept,
            Tables tables,
            String run) {
        CsvFile file = export.files().get(at);
        // The latest one; what is answered for comes in on this thread.
        var state = new Checkpoint[] {begun};
        FileProgress first = begun.files().get(at);
        if (first.rowsRead() == 0 && first.before() == null) {
            state[0] =
                    begun.with(
                            at,
                            first.begun(counting.now()),
                            begun.rejectedBytes(),
                            clock.instant());
            kept.write(state[0]);
        }
        progress.begin(file.name(), first.rows());
        try (CsvRows rows = file.open()) {
            var row =
                    new CurrentRow(
                            export.mapping().dates(), tables, begun.now(), begun.shiftDays());
            var reader = new RowReader(events, row, file, clock.instant().plus(FUTURE_MAX));
            new EventLoader(ingest, () -> false)
                    .load(
                            new RowBatches(file, rows, reader, first.rowsRead()),
                            run,
                            (batch, answer) -> {
                                state[0] = answered(state[0], at, kept, batch, answer);
                                progress.at(batch.rowsRead());
                            });
        }
        FileProgress last = state[0].files().get(at);
        progress.end(last.rowsRead());
        ScoringReads.@Nullable Stats counted = counting.since(last.before(), last.eventsAccepted());
        Checkpoint done =
                state[0].with(at, last.done(counted), state[0].rejectedBytes(), clock.instant());
        kept.write(done);
        return done;
    }

    private Checkpoint answered(
            Checkpoint before,
            int at,
            CheckpointFile kept,
            RowBatch batch,
            IngestClient.Answer answer) {
        FileProgress file = before.files().get(at);
        List<Rejected> rejected = batch.rejected(answer);
        long bytes = kept.list(file.name(), rejected);
        Checkpoint after =
                before.with(
                        at,
                        file.read(
                                batch.rowsRead(),
                                answer.accepted(),
                                batch.events().size() - answer.accepted(),
                                rejected),
                        before.rejectedBytes() + bytes,
                        clock.instant());
        kept.write(after);
        return after;
    }
}
