package io.keepwell.engine.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How regularly a source sends. Its own pauses say it, nights and weekends with them, so nobody has
 * to set a threshold for each: a product reports every minute, a survey tool on working days, an
 * export once a week.
 *
 * @param pause the longest that it usually pauses, in whole hours: the second-longest pause of the
 *     {@linkplain #WINDOW window}, because one that came only once was an outage rather than habit
 * @param silentAfter after how long without an event it is silent: twice the pause, so that a
 *     holiday beside a weekend is none, and at least {@link #SILENT_AFTER_MIN}
 */
public record Rhythm(Duration pause, Duration silentAfter) {

    /** What is looked at: four weeks, so that a month's last days are in it. */
    public static final Duration WINDOW = Duration.ofDays(28);

    /** How long a source must have been known: two weekends are in it then. */
    public static final Duration KNOWN_FOR_MIN = Duration.ofDays(14);

    /** A restart or an upgrade of a system that never pauses is no silence. */
    public static final Duration SILENT_AFTER_MIN = Duration.ofHours(3);

    private static final int PATIENCE = 2;

    /**
     * Tells the rhythm.
     *
     * @param hours the hours since 1970 in which the source sent, rising; those that lie more than
     *     a window before the last are passed over
     * @return the rhythm, or empty while the source is not known for long enough
     */
    public static Optional<Rhythm> of(List<Integer> hours) {
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        long from = hours.getLast() - WINDOW.toHours();
        List<Integer> looked = hours.stream().filter(hour -> hour >= from).toList();
        if (looked.getLast() - looked.getFirst() < KNOWN_FOR_MIN.toHours()) {
            return Optional.empty();
        }
        var pauses = new ArrayList<Integer>();
        for (int next = 1; next < looked.size(); next++) {
            pauses.add(looked.get(next) - looked.get(next - 1));
        }
        pauses.sort(Comparator.reverseOrder());
        if (pauses.size() < 2) {
            return Optional.empty();
        }
        Duration pause = Duration.ofHours(pauses.get(1));
        Duration twice = pause.multipliedBy(PATIENCE);
        return Optional.of(
                new Rhythm(
                        pause, twice.compareTo(SILENT_AFTER_MIN) < 0 ? SILENT_AFTER_MIN : twice));
    }
}
