package io.keepwell.policy.reading;

/**
 * Where a value stands in its file.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
record Place(int line, int column) {

    Place right(int columns) {
        return new Place(line, column + columns);
    }
}
