package io.keepwell.standalone.backfill;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.policy.expression.ExpressionLimits;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.client.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes all events of an export, and sends none of them. */
public final class Rehearsal {

    private static final int SAMPLES_A_FILE = 4;

    private final RowEvents events;
    private final Export export;
    private final Progress progress;
    private final Instant now;
    private final boolean isShifted;
    private final List<SubmittedEventV1> samples = new ArrayList<>();

    /**
     * Of an export.
     *
     * @param mapping what the files mean
     * @param directory where they are
     * @param progress where it tells how far it is
     * @param now the present
     * @param isShifted whether dates are moved so that the newest is of today
     */
    public Rehearsal(
            Mapping mapping, Path directory, Progress progress, Instant now, boolean isShifted) {
        this.events = new RowEvents(mapping.ref().id(), EventCatalogue.standard());
        this.export = Export.of(mapping, directory);
        this.progress = progress;
        this.now = now;
        this.isShifted = isShifted;
    }

    /**
     * What would be sent; too late is what is older than scoring keeps by now.
     *
     * @param report what would become of each file
     * @param samples the first events of each file
     */
    public record Outcome(BackfillReport report, List<SubmittedEventV1> samples) {

        /** Copies the list. */
        public Outcome {
            samples = List.copyOf(samples);
        }
    }

    /**
     * Makes them.
     *
     * @return what would be sent
     */
    public Outcome run() {
        var files = new ArrayList<BackfillReport.OfFile>();
        long shiftDays = isShifted ? shiftDays() : 0;
        var row = row(now, shiftDays);
        progress.begin("Files mapped", export.files().size());
        for (CsvFile file : export.files()) {
            files.add(file(file, row));
            progress.at(files.size());
        }
        var nothingSent =
                new Checkpoint(
                        export.mapping().ref().id(),
                        export.mapping().ref().version(),
                        "" + export.directory(),
                        "",
                        "",
                        null,
                        now,
                        isShifted,
                        shiftDays,
                        0,
                        List.of(),
                        now,
                        null);
        return new Outcome(BackfillReport.of(nothingSent, files, ""), samples);
    }

    private long shiftDays() {
        var survey = new Survey(export, progress);
        Instant newest = survey.rows(events, row(Instant.EPOCH, 0)).newest();
        return newest == null ? 0 : survey.shiftDays(newest, now);
    }

    private CurrentRow row(Instant presentTime, long shiftDays) {
        var reading = new CurrentRow(export.mapping().dates(), Tables.NONE, presentTime, shiftDays);
        return new CurrentRow(
                export.mapping().dates(),
                Tables.load(export, reading, Tables.KEYS_MAX, progress),
                presentTime,
                shiftDays);
    }

    private BackfillReport.OfFile file(CsvFile file, CurrentRow row) {
        long read = 0;
        long made = 0;
        long tooLate = 0;
        int sampled = 0;
        long flawed = 0;
        var shown = new ArrayList<Rejected>();
        Instant oldest =
                now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .minusDays(ExpressionLimits.DAYS_MAX - 1L)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        try (CsvRows rows = file.open()) {
            var reader = new RowReader(events, row, file, now.plus(Backfill.FUTURE_MAX));
            var batches = new RowBatches(file, rows, reader, 0);
            while (batches.hasNext()) {
                RowBatch batch = batches.next();
                read = batch.rowsRead();
                made += batch.events().size();
                flawed += batch.flawed().size();
                batch.flawed().stream()
                        .limit(Math.max(0, FileProgress.SHOWN_MAX - shown.size()))
                        .forEach(shown::add);
                for (SubmittedEventV1 event : batch.events()) {
                    tooLate += event.occurredAt().isBefore(oldest) && !tellsTraits(event) ? 1 : 0;
                    if (sampled < SAMPLES_A_FILE) {
                        samples.add(event);
                        sampled++;
                    }
                }
            }
        }
        return new BackfillReport.OfFile(file.name(), read, flawed, made, null, tooLate, shown);
    }

    /** What an account is called does not expire. */
    private static boolean tellsTraits(SubmittedEventV1 event) {
        Attributes attributes = event.attributes();
        Set<String> names = attributes == null ? Set.of() : attributes.values().keySet();
        if (event.type().equals(EventCatalogue.ACCOUNT_UPDATED)) {
            return !names.isEmpty();
        }
        return EventCatalogue.standard()
                .find(event.type())
                .map(EventSpec::sets)
                .orElse(Map.of())
                .values()
                .stream()
                .anyMatch(origin ->
                        origin.equals(EventSpec.VALUE)
                                ? event.value() != null
                                : names.contains(origin));
    }
}
