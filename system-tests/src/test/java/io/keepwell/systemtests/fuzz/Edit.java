package io.keepwell.systemtests.fuzz;

/** What is done to one place of a sample. All bytes go out as they are. */
sealed interface Edit {

    /** Another value. */
    record Replace(Raw raw) implements Edit {}

    /** Nothing, not even the name. */
    record Drop() implements Edit {}

    /** The same name once more, with another value. */
    record Repeat(Raw raw) implements Edit {}

    /** Another name, in its quotes if it has any. */
    record Rename(Raw raw) implements Edit {}

    /** More members or elements before the first, without the comma behind them. */
    record Insert(Raw raw) implements Edit {}
}
