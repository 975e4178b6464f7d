package io.keepwell.standalone.backtest;

import io.keepwell.standalone.work.Table;
import java.util.ArrayList;
import java.util.List;

/** A backtest as a terminal shows it. */
public final class BacktestSummary {

    private static final int CELL_MAX = 40;

    private final BacktestDocument document;

    /**
     * Of a backtest.
     *
     * @param document the backtest
     */
    public BacktestSummary(BacktestDocument document) {
        this.document = document;
    }

    /**
     * The lines.
     *
     * @return for a wide terminal
     */
    public List<String> lines() {
        var lines = new ArrayList<>(Words.heading(document));
        for (BacktestTables.Titled titled : new BacktestTables(document).all()) {
            lines.add("");
            lines.add(titled.title());
            table(titled.rows()).lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static Table table(List<List<String>> rows) {
        var table = new Table();
        for (String title : rows.getFirst()) {
            boolean isText = title.equals(rows.getFirst().getFirst()) || title.equals("by");
            table.column(title, isText ? Table.Side.LEFT : Table.Side.RIGHT, CELL_MAX);
        }
        rows.stream().skip(1).forEach(row -> table.row(row.toArray(String[]::new)));
        return table;
    }
}
