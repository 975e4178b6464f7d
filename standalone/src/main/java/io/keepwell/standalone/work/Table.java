package io.keepwell.standalone.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns, each as wide as its widest cell. */
public final class Table {

    private static final String GAP = "  ";

    /** To which side a column's cells stand. */
    public enum Side {
        /** Texts. */
        LEFT,
        /** Numbers. */
        RIGHT
    }

    private record Column(String title, Side side, int widthMax) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Adds a column.
     *
     * @param title what stands above it
     * @param side to which side its cells stand
     * @param widthMax how many letters a cell may have; longer ones are cut
     * @return this table
     */
    public Table column(String title, Side side, int widthMax) {
        columns.add(new Column(title, side, widthMax));
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells a cell a column
     */
    public void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns".formatted(cells.length, columns.size()));
        }
        rows.add(
                IntStream.range(0, cells.length)
                        .mapToObj(at -> cut(cells[at], columns.get(at).widthMax()))
                        .toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The lines.
     *
     * @return the first with the titles
     */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line(columns.stream().map(Column::title).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int at = 0; at < cells.size(); at++) {
            String blank = " ".repeat(width(at) - length(cells.get(at)));
            line.append(at == 0 ? "" : GAP)
                    .append(columns.get(at).side() == Side.RIGHT ? blank + cells.get(at) : "")
                    .append(columns.get(at).side() == Side.LEFT ? cells.get(at) + blank : "");
        }
        return line.toString().stripTrailing();
    }

    private int width(int at) {
        return Math.max(
                length(columns.get(at).title()),
                rows.stream().mapToInt(row -> length(row.get(at))).max().orElse(0));
    }

    private static String cut(String text, int widthMax) {
        String line = text.replaceAll("\\s+", " ").strip();
        return length(line) <= widthMax
                ? line
                : line.substring(0, line.offsetByCodePoints(0, widthMax - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
