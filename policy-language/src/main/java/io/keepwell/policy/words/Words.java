package io.keepwell.policy.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Quotes what somebody wrote, and finds what was probably meant by it. */
public final class Words {

    private static final int SHOWN_MAX = 60;
    private static final int DISTANCE_MAX = 3;
    private static final int LONG_NAME = 8;

    private Words() {}

    /**
     * What was written, as a message can show it.
     *
     * @param text of any length
     * @return on one line, cut where it gets long
     */
    public static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "…";
    }

    /**
     * What was written, cut and in quotes.
     *
     * @param text of any length
     * @return {@code 'text'}
     */
    public static String quoted(String text) {
        return "'" + cut(text) + "'";
    }

    /**
     * Several of what can be written.
     *
     * @param texts in the order to show them
     * @return {@code 'one', 'other'}
     */
    public static String quotedList(Collection<String> texts) {
        return texts.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    /**
     * The known name that is most like another one, where names are few and their writer surely
     * meant one of them.
     *
     * @param name what was written
     * @param known what could have been
     * @return the nearest that differs in three letters or fewer, in half of the letters at most
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return nearest(name, known, Math.min(name.length() / 2, DISTANCE_MAX));
    }

    /**
     * The known name that was surely meant by another one, where people may have names of their own
     * that are only somewhat like it. Names shorter than eight letters may differ by one letter,
     * longer ones by two.
     *
     * @param name what was written
     * @param known the well-known names
     * @return the nearest, or empty when the name is known itself or not so near to any
     */
    public static Optional<String> misspelt(String name, Collection<String> known) {
        return known.contains(name)
                ? Optional.empty()
                : nearest(name, known, name.length() < LONG_NAME ? 1 : 2);
    }

    /**
     * The known name that is most like another one.
     *
     * @param name what was written
     * @param known what could have been
     * @param distanceMax how many letters may differ; capitals count for nothing
     * @return the nearest, or empty when none is near enough
     */
    public static Optional<String> nearest(String name, Collection<String> known, int distanceMax) {
        return known.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= distanceMax)
                .filter(other -> distance(name, other) <= distanceMax)
                .min(
                        Comparator.comparingInt((String other) -> distance(name, other))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be changed, put in or left out; capitals count for nothing. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, at -> at);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
