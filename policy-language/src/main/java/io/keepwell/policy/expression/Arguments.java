package io.keepwell.policy.expression;

/**
 * What a function over an account's state is called with.
 *
 * @param name the event type, set, trait or signal; empty where it takes none
 * @param other the second event type; empty where it takes none
 * @param days the days of the window; 0 where it takes none
 * @param back how many days before today the window ends
 */
record Arguments(String name, String other, int days, int back) {

    static final Arguments NONE = new Arguments("", "", 0, 0);

    static Arguments named(String name) {
        return new Arguments(name, "", 0, 0);
    }

    static Arguments window(String name, int days) {
        return new Arguments(name, "", days, 0);
    }

    /** The window of the same length that ends where this one begins. */
    Arguments previous() {
        return before(days);
    }

    /** The window of the same length that ends with yesterday: all its days are over. */
    Arguments untilYesterday() {
        return new Arguments(name, other, days, back + 1);
    }

    /** The window of so many days that ends where this one begins. */
    Arguments before(int length) {
        return new Arguments(name, other, length, back + days);
    }

    /** How many days back the window begins. */
    int reach() {
        return days + back;
    }
}
