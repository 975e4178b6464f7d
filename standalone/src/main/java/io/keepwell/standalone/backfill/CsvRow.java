package io.keepwell.standalone.backfill;

import java.util.List;

/**
 * A row of a file.
 *
 * @param number how many rows stand before it, the heading not counted
 * @param line the line on which it begins, from 1; the heading counts, and lines within quotes
 * @param cells all its cells
 * @param declared those of the columns that the mapping names, in their order; empty where the row
 *     has another number of cells than the heading
 */
record CsvRow(long number, long line, List<String> cells, List<String> declared) {

    boolean isComplete(int width) {
        return cells.size() == width;
    }

    /** How many characters it has, to bound what is sent together. */
    int length() {
        return cells.stream().mapToInt(String::length).sum();
    }
}
