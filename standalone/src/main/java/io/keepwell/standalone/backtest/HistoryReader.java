package io.keepwell.standalone.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keepwell.engine.backtest.Known;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.backfill.ExportEvents;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the past from files: events one a line, as they are sent to ingest or as they stand on the
 * topic of customer events; or an export, by its mapping.
 */
public final class HistoryReader {

    private static final SourceName FILE = new SourceName("file");
    private static final int LOOKS_EVERY = 1_000;
    private static final JsonMapper MAPPER = ContractJson.mapper();

    private final Known known;
    private final Progress progress;
    private final History history = new History();
    private long flawedRows;

    /**
     * Reads.
     *
     * @param known when events count as known
     * @param progress where it tells how far it is
     */
    public HistoryReader(Known known, Progress progress) {
        this.known = known;
        this.progress = progress;
    }

    /**
     * What was read.
     *
     * @return the history
     */
    public History history() {
        return history;
    }

    /**
     * Of how many rows of exports no event could be made.
     *
     * @return 0 or more
     */
    public long flawedRows() {
        return flawedRows;
    }

    /**
     * Reads events one a line.
     *
     * @param places files, and folders of which all files *.ndjson and *.jsonl are read
     * @throws ClientException when there is none, or a line is no event
     */
    public void lines(List<Path> places) {
        for (Path place : places) {
            for (Path file : files(place)) {
                lines(file);
            }
        }
    }

    /**
     * Reads an export. Of what it says nobody knows when it was heard of, so that it counts as
     * known when it occurred.
     *
     * @param mapping what its files mean
     * @param directory where they are
     * @throws ClientException when a file is missing, or cannot be read
     */
    public void export(Mapping mapping, Path directory) {
        flawedRows +=
                new ExportEvents(mapping, directory, progress)
                        .forEach(event -> history.add(occurred(event)))
                        .flawedRows();
    }

    private static List<Path> files(Path place) {
        if (!Files.exists(place)) {
            throw new ClientException("there is no file or folder %s".formatted(place));
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.list(place)) {
            List<Path> found = all.filter(HistoryReader::isOfLines).sorted().toList();
            if (found.isEmpty()) {
                throw new ClientException(
                        ("there is no file *.ndjson or *.jsonl in %s; for CSV files, name what they"
                                        + " mean with --mapping")
                                .formatted(place));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + place, e);
        }
    }

    private static boolean isOfLines(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    private void lines(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            progress.begin("Read (KB) of " + file.getFileName(), Files.size(file) >> 10);
            long number = 0;
            long letters = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                letters += line.length() + 1;
                line(line, file.toString(), number);
                if (number % LOOKS_EVERY == 0) {
                    progress.at(letters >> 10);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads what a deployment exports.
     *
     * @param lines events one a line, as they come
     * @param place where from, for people
     * @throws ClientException when a line is no event
     */
    public void export(Stream<String> lines, String place) {
        progress.begin("Events read from " + place, 0);
        long number = 0;
        for (var all = lines.iterator(); all.hasNext(); ) {
            number++;
            line(all.next(), place, number);
            if (number % LOOKS_EVERY == 0) {
                progress.at(number);
            }
        }
        progress.end(number);
    }

    private void line(String line, String place, long number) {
        if (!line.isBlank()) {
            history.add(event(line, place, number));
        }
    }

    private CustomerEventV1 event(String line, String place, long number) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.has("receivedAt")) {
                return known.of(MAPPER.treeToValue(node, CustomerEventV1.class));
            }
            if (known == Known.RECEIVED) {
                throw new ClientException(
                        ("%s:%d has no receivedAt, so nobody knows when it was heard of. Use"
                                        + " --known occurred")
                                .formatted(place, number));
            }
            return occurred(MAPPER.treeToValue(node, SubmittedEventV1.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ClientException(
                    ("%s:%d is no event: %s. A line is an event as POST /v1/events takes it, or as"
                                    + " it stands on the topic keepwell.customer-events")
                            .formatted(place, number, words(e)),
                    e);
        }
    }

    private static String words(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : "" + cause.getMessage();
    }

    private static CustomerEventV1 occurred(SubmittedEventV1 event) {
        Attributes attributes = event.attributes();
        return new CustomerEventV1(
                event.id(),
                FILE,
                event.accountId(),
                event.type(),
                event.occurredAt(),
                event.occurredAt(),
                event.actorId(),
                event.value(),
                attributes == null ? Attributes.NONE : attributes,
                null);
    }
}
