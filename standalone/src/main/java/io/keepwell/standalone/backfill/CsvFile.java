package io.keepwell.standalone.backfill;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.keepwell.policy.mapping.MappedFile;
import io.keepwell.standalone.client.ClientException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A file of an export.
 *
 * @param spec what the mapping says of it
 * @param path where it is
 */
record CsvFile(MappedFile spec, Path path) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The name by which people know it. */
    String name() {
        return path.getFileName().toString();
    }

    /**
     * Begins to read it. Rows are read as they are asked for; no more than one is held.
     *
     * @return its rows
     * @throws ClientException when it has no such columns
     */
    CsvRows open() {
        Reader reader = reader();
        try {
            CsvReader<CsvRecord> csv =
                    CsvReader.builder()
                            .fieldSeparator(spec.delimiter())
                            // How many cells there are is held against the heading, row by row.
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .allowUnclosedQuote(false)
                            .ofCsvRecord(reader);
            Iterator<CsvRecord> records = csv.iterator();
            List<String> headings =
                    CsvRows.next(this, records).map(CsvFile::headings).orElse(List.of());
            return new CsvRows(this, csv, records, headings.size(), columns(headings));
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }

    private Reader reader() {
        try {
            return new InputStreamReader(
                    new BufferedInputStream(Files.newInputStream(path), 1 << 16),
                    spec.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** For each declared column, its place in the file. */
    private int[] columns(List<String> headings) {
        var places = new int[spec.columns().size()];
        var missing = new ArrayList<String>();
        int at = 0;
        for (Map.Entry<String, String> column : spec.columns().entrySet()) {
            places[at] = headings.indexOf(column.getValue());
            if (places[at] < 0) {
                missing.add(column.getValue());
            } else if (headings.lastIndexOf(column.getValue()) != places[at]) {
                throw new ClientException(
                        "%s has two columns '%s'; rename one of them"
                                .formatted(path, column.getValue()));
            }
            at++;
        }
        if (!missing.isEmpty()) {
            throw new ClientException(
                    ("%s has no column '%s'; its first line names %s. Correct 'columns' or"
                                    + " 'delimiter' of the mapping's file '%s'")
                            .formatted(
                                    path,
                                    String.join("', '", missing),
                                    headings.isEmpty() ? "none" : String.join(", ", headings),
                                    spec.id()));
        }
        return places;
    }

    private static List<String> headings(CsvRecord record) {
        var headings = new ArrayList<>(record.getFields());
        String first = headings.getFirst();
        if (!first.isEmpty() && first.charAt(0) == BYTE_ORDER_MARK) {
            headings.set(0, unquoted(first.substring(1)));
        }
        return headings;
    }

    /** Behind a byte order mark, a quote does not begin a quoted cell. */
    private static String unquoted(String heading) {
        return heading.length() > 1 && heading.startsWith("\"") && heading.endsWith("\"")
                ? heading.substring(1, heading.length() - 1)
                : heading;
    }

    private static void close(Reader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // It was only read; what went wrong before is told.
        }
    }
}
