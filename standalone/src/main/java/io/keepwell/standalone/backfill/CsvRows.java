package io.keepwell.standalone.backfill;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.keepwell.standalone.client.ClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The rows of a file that is being read, one after the other. */
final class CsvRows implements Iterator<CsvRow>, AutoCloseable {

    private final CsvFile file;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final int width;
    private final int[] columns;
    private Optional<CsvRecord> ahead;
    private long number;

    CsvRows(
            CsvFile file,
            CsvReader<CsvRecord> csv,
            Iterator<CsvRecord> records,
            int width,
            int[] columns) {
        this.file = file;
        this.csv = csv;
        this.records = records;
        this.width = width;
        this.columns = columns;
        this.ahead = next(file, records);
    }

    /** How many cells a row has. */
    int width() {
        return width;
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    /**
     * The next row.
     *
     * @throws ClientException when the file cannot be read on
     */
    @Override
    public CsvRow next() {
        CsvRecord record = ahead.orElseThrow(NoSuchElementException::new);
        ahead = next(file, records);
        List<String> cells = record.getFields();
        return new CsvRow(number++, record.getStartingLineNumber(), cells, declared(cells));
    }

    private List<String> declared(List<String> cells) {
        if (cells.size() != width) {
            return List.of();
        }
        var declared = new ArrayList<String>(columns.length);
        for (int column : columns) {
            declared.add(cells.get(column));
        }
        return declared;
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file.path(), e);
        }
    }

    static Optional<CsvRecord> next(CsvFile file, Iterator<CsvRecord> records) {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException e) {
            throw new ClientException(
                    "%s is no CSV: %s; mend that line".formatted(file.path(), words(e)), e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ClientException(
                        "%s is not in %s; name its 'encoding' in the mapping's file '%s'"
                                .formatted(file.path(), file.spec().charset(), file.spec().id()),
                        e);
            }
            throw e;
        }
    }

    private static String words(Throwable e) {
        return e.getCause() instanceof CsvParseException cause
                ? "%s (%s)".formatted(e.getMessage(), cause.getMessage())
                : "" + e.getMessage();
    }
}
