package io.keepwell.engine.source;

import java.util.List;
import java.util.stream.IntStream;

/** Hours in which sources sent; hour 0 is the first of a Monday. */
final class Hours {

    private static final int A_DAY = 24;
    private static final int A_WEEK = 7 * A_DAY;

    private Hours() {}

    /** All hours of so many days. */
    static List<Integer> allOf(int days) {
        return IntStream.range(0, days * A_DAY).boxed().toList();
    }

    /** Monday to Friday, from 8 until 17 o'clock, of so many days. */
    static List<Integer> officeHoursOf(int days) {
        return allOf(days).stream()
                .filter(hour -> hour % A_WEEK < 5 * A_DAY)
                .filter(hour -> hour % A_DAY >= 8 && hour % A_DAY <= 16)
                .toList();
    }
}
