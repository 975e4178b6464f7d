package io.keepwell.standalone.backfill;

import io.keepwell.policy.expression.Row;
import io.keepwell.policy.mapping.DateFormats;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The row that is being mapped; one at a time. */
final class CurrentRow implements Row {

    private final DateFormats dates;
    private final Tables tables;
    private final Instant now;
    private final long shiftDays;
    private List<String> cells = List.of();
    private String hash = "";

    /**
     * Nowhere yet.
     *
     * @param dates how dates are read
     * @param tables the lookups
     * @param now when the run began
     * @param shiftDays by how many days dates are moved
     */
    CurrentRow(DateFormats dates, Tables tables, Instant now, long shiftDays) {
        this.dates = dates;
        this.tables = tables;
        this.now = now;
        this.shiftDays = shiftDays;
    }

    void at(CsvRow row, String itsHash) {
        cells = row.declared();
        hash = itsHash;
    }

    @Override
    public String cell(int column) {
        return cells.get(column);
    }

    @Override
    public Optional<Instant> time(String text) {
        return dates.read(text).map(moment -> dates.plusDays(moment, shiftDays));
    }

    @Override
    public String day(Instant time) {
        return dates.day(time).toString();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String hash() {
        return hash;
    }

    @Override
    public Optional<String> lookup(String table, String key, String value) {
        return tables.value(table, key, value);
    }

    @Override
    public OptionalDouble sum(String table, String key, String sum) {
        return tables.sum(table, key, sum);
    }
}
