package io.keepwell.systemtests.fuzz;

/** Requests of one protocol. */
@FunctionalInterface
interface Family {

    /**
     * Makes one.
     *
     * @param draft of which nothing is said yet but its number
     * @param isSpoiled whether something must be wrong with its items
     */
    void write(Draft draft, boolean isSpoiled);
}
