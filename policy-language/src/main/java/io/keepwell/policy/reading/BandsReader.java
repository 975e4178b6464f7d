package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bands of a card and what keeps a status from flickering between them. */
final class BandsReader {

    private static final Shape BAND =
            Shape.of("band", "status: green", "from: 80", "action: expand");

    private static final Shape HYSTERESIS =
            Shape.of("hysteresis", "leaveRedAt: 53", "leaveGreenBelow: 78", "dwell: 24h");

    private static final String BEGIN_APART =
            "Let each band begin at another score; the score belongs to it.";

    /** The best first, as bands go. */
    private static final List<Status> STATUSES = List.of(Status.GREEN, Status.YELLOW, Status.RED);

    private static final Shape DIMENSION_BAND =
            Shape.of("band of a dimension", "from: 70", "label: Healthy usage");

    private record Placed(Band band, Place status, Place from) {}

    private record Labelled(DimensionBand band, Place from) {}

    private BandsReader() {}

    /** The bands, the highest first, in whatever order they are written; empty after problems. */
    static List<Band> bands(Yaml.@Nullable Sequence list, Report report) {
        List<Placed> read = new ArrayList<>();
        List<Fields> entries = Fields.all(list, BAND, report);
        for (Fields each : entries) {
            Placed band = band(each, report);
            if (band != null) {
                read.add(band);
            }
        }
        if (list == null || read.size() < list.items().size()) {
            return List.of();
        }
        boolean distinct = haveDistinctStatuses(read, report);
        read.sort(Comparator.comparing((Placed it) -> it.band().from()).reversed());
        // Not short-circuited: all that is wrong is said.
        boolean ordered = distinct && areOrdered(read, report);
        boolean complete =
                beginsAtZero(read.getLast().band().from(), read.getLast().from(), report, "status");
        return ordered && complete ? read.stream().map(Placed::band).toList() : List.of();
    }

    /**
     * The bands of a dimension, the highest first, in whatever order they are written; empty where
     * there are none, and after problems.
     */
    static List<DimensionBand> ofDimension(Yaml.@Nullable Sequence list, Report report) {
        List<Labelled> read = new ArrayList<>();
        for (Fields each : Fields.all(list, DIMENSION_BAND, report)) {
            each.require("from", "label");
            BigDecimal from = each.number("from", Bounds.SCORE);
            String label = each.text("label");
            if (from != null && label != null) {
                read.add(new Labelled(new DimensionBand(from, label), each.placeOf("from")));
            }
        }
        if (list == null || read.size() < list.items().size()) {
            return List.of();
        }
        read.sort(Comparator.comparing((Labelled it) -> it.band().from()).reversed());
        for (int at = 1; at < read.size(); at++) {
            DimensionBand above = read.get(at - 1).band();
            DimensionBand below = read.get(at).band();
            if (above.from().compareTo(below.from()) == 0) {
                report.add(
                        read.get(at).from(),
                        "%s and %s both begin at %s"
                                .formatted(
                                        Words.quoted(above.label()),
                                        Words.quoted(below.label()),
                                        below.from()),
                        BEGIN_APART);
            }
        }
        return beginsAtZero(read.getLast().band().from(), read.getLast().from(), report, "label")
                ? read.stream().map(Labelled::band).toList()
                : List.of();
    }

    /** What there is of hysteresis; null where there is none, or it or the bands had problems. */
    static @Nullable Hysteresis hysteresis(Fields card, List<Band> bands, Report report) {
        Fields fields = card.mapping("hysteresis", HYSTERESIS);
        if (fields == null) {
            return null;
        }
        fields.require("leaveRedAt", "leaveGreenBelow", "dwell");
        BigDecimal leaveRedAt = fields.number("leaveRedAt", Bounds.SCORE);
        BigDecimal leaveGreenBelow = fields.number("leaveGreenBelow", Bounds.SCORE);
        Duration dwell = fields.duration("dwell");
        if (!bands.isEmpty() && haveBoth(bands, card)) {
            checkLeavingRed(bands, leaveRedAt, fields);
            checkLeavingGreen(bands.getFirst(), leaveGreenBelow, fields);
        }
        return leaveRedAt == null || leaveGreenBelow == null || dwell == null
                ? null
                : new Hysteresis(leaveRedAt, leaveGreenBelow, dwell);
    }

    private static @Nullable Placed band(Fields fields, Report report) {
        fields.require("status", "from");
        if (fields.isText("status", Status.UNKNOWN.wireName())) {
            report.add(
                    fields.placeOf("status"),
                    "'unknown' is no band",
                    "Remove it: minCoverage says when a status is unknown.");
        }
        Status status =
                fields.isText("status", Status.UNKNOWN.wireName())
                        ? null
                        : fields.choice("status", STATUSES, WireName::wireName);
        BigDecimal from = fields.number("from", Bounds.SCORE);
        String action = fields.id("action");
        return status == null || from == null
                ? null
                : new Placed(
                        new Band(status, from, action),
                        fields.placeOf("status"),
                        fields.placeOf("from"));
    }

    private static boolean haveDistinctStatuses(List<Placed> bands, Report report) {
        Map<Status, Placed> seen = new EnumMap<>(Status.class);
        boolean distinct = true;
        for (Placed each : bands) {
            Placed first = seen.putIfAbsent(each.band().status(), each);
            if (first != null) {
                report.add(
                        each.status(),
                        "the band of '%s' is already at %s"
                                .formatted(word(each), report.nameOf(first.status())),
                        "Remove one of the two, or give it another status.");
                distinct = false;
            }
        }
        return distinct;
    }

    /** A better status must begin at a higher score. */
    private static boolean areOrdered(List<Placed> highestFirst, Report report) {
        boolean ordered = true;
        for (int at = 1; at < highestFirst.size(); at++) {
            Placed above = highestFirst.get(at - 1);
            Placed below = highestFirst.get(at);
            if (above.band().from().compareTo(below.band().from()) == 0) {
                report.add(
                        below.from(),
                        "'%s' and '%s' both begin at %s"
                                .formatted(word(above), word(below), below.band().from()),
                        BEGIN_APART);
                ordered = false;
            } else if (above.band().status().compareTo(below.band().status()) > 0) {
                report.add(
                        above.from(),
                        "'%s' begins at %s, above '%s', which begins at %s"
                                .formatted(
                                        word(above),
                                        above.band().from(),
                                        word(below),
                                        below.band().from()),
                        "Let the better status begin at the higher score.");
                ordered = false;
            }
        }
        return ordered;
    }

    private static boolean beginsAtZero(
            BigDecimal lowest, Place place, Report report, String given) {
        if (lowest.signum() == 0) {
            return true;
        }
        report.add(
                place,
                "the lowest band begins at %s, so lower scores have no %s".formatted(lowest, given),
                "Let it begin at 0.");
        return false;
    }

    private static boolean haveBoth(List<Band> bands, Fields card) {
        boolean both =
                bands.getFirst().status() == Status.GREEN && bands.getLast().status() == Status.RED;
        if (!both) {
            card.problem(
                    "hysteresis",
                    "hysteresis is between red and green, but the card has not both bands",
                    "Add the band that is missing, or remove hysteresis.");
        }
        return both;
    }

    private static void checkLeavingRed(
            List<Band> bands, @Nullable BigDecimal leaveRedAt, Fields fields) {
        int red = bands.size() - 1;
        Band above = bands.get(red - 1);
        BigDecimal end = red > 1 ? bands.get(red - 2).from() : Bounds.SCORE.max();
        boolean isTop = red == 1;
        boolean tooHigh = leaveRedAt != null && leaveRedAt.compareTo(end) >= (isTop ? 1 : 0);
        if (leaveRedAt != null && (leaveRedAt.compareTo(above.from()) < 0 || tooHigh)) {
            fields.problem(
                    "leaveRedAt",
                    "'leaveRedAt' must lie in the band above red, from %s to %s%s, was %s"
                            .formatted(above.from(), isTop ? "" : "below ", end, leaveRedAt),
                    "Write %s, or a little more.".formatted(above.from()));
        }
    }

    private static void checkLeavingGreen(
            Band green, @Nullable BigDecimal leaveGreenBelow, Fields fields) {
        if (leaveGreenBelow != null && leaveGreenBelow.compareTo(green.from()) > 0) {
            fields.problem(
                    "leaveGreenBelow",
                    "'leaveGreenBelow' must be at most %s, where green begins, was %s"
                            .formatted(green.from(), leaveGreenBelow),
                    "Write %s, or a little less.".formatted(green.from()));
        }
    }

    private static String word(Placed band) {
        return band.band().status().wireName();
    }
}
