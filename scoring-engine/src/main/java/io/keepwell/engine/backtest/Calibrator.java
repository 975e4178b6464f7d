package io.keepwell.engine.backtest;

import io.keepwell.engine.backtest.BacktestReport.Band;
import io.keepwell.engine.backtest.BacktestReport.Calibration;
import io.keepwell.engine.backtest.BacktestReport.LostShare;
import io.keepwell.model.health.Status;
import java.util.ArrayList;
import java.util.List;

/** Counts how many were lost of those of whom the same was said. */
final class Calibrator {

    private static final List<Status> STATUSES =
            List.of(Status.GREEN, Status.YELLOW, Status.RED, Status.UNKNOWN);
    private static final int TENS = 10;

    private final Panel panel;
    private final List<Integer> horizons;

    Calibrator(Panel panel, List<Integer> horizons) {
        this.panel = panel;
        this.horizons = horizons;
    }

    /** Tells to which band a day of a course belongs; below 0 to none. */
    @FunctionalInterface
    private interface Bands {
        int of(Course course, int day);
    }

    Calibration byStatus(int policies) {
        return calibration(
                "status",
                STATUSES.stream().map(Status::wireName).toList(),
                (course, day) -> STATUSES.indexOf(course.verdicts(policies).status(day)));
    }

    /** By tens of the score; the lower bound belongs to the band. */
    Calibration byScore(int policies) {
        var names = new ArrayList<String>();
        for (int from = TENS * (TENS - 1); from >= 0; from -= TENS) {
            names.add("%d to %d".formatted(from, from + TENS));
        }
        return calibration(
                "score",
                names,
                (course, day) -> {
                    Verdicts verdicts = course.verdicts(policies);
                    int ten = TENS * Verdicts.A_POINT;
                    return verdicts.isScored(day)
                            // A score of 90 lacks 10 and is of the band that begins there.
                            ? Math.clamp((verdicts.lacking(day) - 1L) / ten, 0, TENS - 1)
                            : -1;
                });
    }

    /** By tens of the risk; the lower bound belongs to the band. */
    Calibration byRisk(int policies) {
        var names = new ArrayList<String>();
        for (int from = 0; from < TENS * TENS; from += TENS) {
            names.add("%d to %d".formatted(from, from + TENS));
        }
        return calibration(
                "risk",
                names,
                (course, day) -> {
                    int risk = course.verdicts(policies).risk(day);
                    return risk < 0 ? -1 : Math.min(risk / (TENS * Verdicts.A_POINT), TENS - 1);
                });
    }

    Calibration by(Baseline baseline, long seed) {
        int[] bounds = baseline.bounds();
        var names = new ArrayList<String>();
        for (int band = 0; band <= bounds.length; band++) {
            int from = band == 0 ? 0 : bounds[band - 1];
            names.add(name(from, band == bounds.length ? Integer.MAX_VALUE : bounds[band] - 1));
        }
        return calibration(
                baseline.title(),
                names,
                (course, day) -> band(baseline.banded(baseline.risk(course, day, seed)), bounds));
    }

    private static String name(int from, int to) {
        return to == Integer.MAX_VALUE
                ? "%d and more".formatted(from)
                : from == to ? "" + from : "%d to %d".formatted(from, to);
    }

    private static int band(int number, int[] bounds) {
        int band = 0;
        while (band < bounds.length && number >= bounds[band]) {
            band++;
        }
        return band;
    }

    private Calibration calibration(String by, List<String> names, Bands bands) {
        var lost = new ArrayList<List<LostShare>>();
        names.forEach(_ -> lost.add(new ArrayList<>()));
        for (int horizon : horizons) {
            var counts = new long[names.size()][3];
            for (Course course : panel.courses()) {
                count(course, horizon, bands, counts);
            }
            for (int band = 0; band < counts.length; band++) {
                lost.get(band)
                        .add(
                                new LostShare(
                                        horizon,
                                        counts[band][0],
                                        (int) counts[band][2],
                                        Share.of(counts[band][1], counts[band][0])));
            }
        }
        var told = new ArrayList<Band>();
        for (int band = 0; band < names.size(); band++) {
            told.add(new Band(names.get(band), lost.get(band)));
        }
        return new Calibration(by, told);
    }

    private void count(Course course, int horizon, Bands bands, long[][] counts) {
        var seen = new boolean[counts.length];
        for (int day = 0; day < course.days() && panel.isFollowed(course, day, horizon); day++) {
            int band = bands.of(course, day);
            if (band >= 0) {
                counts[band][0]++;
                counts[band][1] += course.isLostWithin(day, horizon) ? 1 : 0;
                counts[band][2] += seen[band] ? 0 : 1;
                seen[band] = true;
            }
        }
    }
}
