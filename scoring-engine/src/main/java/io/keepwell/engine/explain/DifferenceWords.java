package io.keepwell.engine.explain;

import io.keepwell.engine.judge.CardNames;
import io.keepwell.engine.judge.PartKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a score is another than it was. */
public final class DifferenceWords {

    private static final int NAMED_MAX = 3;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final CardNames names;

    /**
     * By a card.
     *
     * @param names of the card at the end, and its units
     */
    public DifferenceWords(CardNames names) {
        this.names = names;
    }

    /**
     * The sentence.
     *
     * @param difference what lies between the two scores
     * @param since the day that it begins with
     * @return for example {@code Fell 14 from 72 to 58 since 3 Nov 2026: Escalations, 30 days from
     *     0 to 2 (-8.5); Sessions of 28 days against the 28 before from 2 % to -41 % (-5.1)}
     */
    public String sentence(Difference difference, LocalDate since) {
        Verdict from = difference.from();
        Integer before = from == null ? null : from.score().shown();
        Integer after = difference.to().score().shown();
        String movers = movers(difference);
        String moved = moved(before, after, DAY.format(since));
        return movers.isEmpty() ? moved : moved + ": " + movers;
    }

    private static String moved(@Nullable Integer before, @Nullable Integer after, String since) {
        if (before == null || after == null) {
            return after == null
                    ? before == null
                            ? "No score since " + since
                            : "No score any more, %d on %s".formatted(before, since)
                    : "First score since %s, %d".formatted(since, after);
        }
        int by = after - before;
        return by == 0
                ? "Still %d, as on %s".formatted(after, since)
                : "%s %d from %d to %d since %s"
                        .formatted(by < 0 ? "Fell" : "Rose", Math.abs(by), before, after, since);
    }

    private String movers(Difference difference) {
        int direction = difference.points().signum();
        List<DifferencePart> all =
                byThing(difference.parts()).stream()
                        .filter(it -> direction == 0 || it.part().points().signum() == direction)
                        .toList();
        var named = all.stream().limit(NAMED_MAX).map(this::mover).collect(Collectors.toList());
        if (all.size() > NAMED_MAX) {
            BigDecimal rest =
                    all.stream()
                            .skip(NAMED_MAX)
                            .map(it -> it.part().points())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            named.add("%d more (%s)".formatted(all.size() - NAMED_MAX, signed(rest)));
        }
        return String.join("; ", named);
    }

    /**
     * A measure that moved for several reasons is one thing to people: the reason is that of the
     * largest part. What evens out is nothing.
     */
    private static List<DifferencePart> byThing(List<DifferencePart> largestFirst) {
        var things = new LinkedHashMap<PartKey, DifferencePart>();
        for (DifferencePart each : largestFirst) {
            ChangePart part = each.part();
            boolean isOverride = part.measure() == null && part.limit() == null;
            things.merge(
                    new PartKey(
                            isOverride ? part.kind() : CauseKind.BEHAVIOUR,
                            part.dimension(),
                            part.measure(),
                            part.limit()),
                    each,
                    (one, other) -> one.with(one.part().points().add(other.part().points())));
        }
        return things.values().stream()
                .filter(it -> it.part().points().signum() != 0)
                .sorted(DifferencePart.LARGEST_FIRST)
                .toList();
    }

    private String mover(DifferencePart part) {
        var words = new ArrayList<String>();
        words.add(names.of(part.part()));
        values(part).ifPresent(words::add);
        if (isAmongPeers(part.part())) {
            words.add("among its peers");
        }
        label(part.part()).ifPresent(words::add);
        words.add("(%s)".formatted(signed(part.part().points())));
        return String.join(" ", words);
    }

    /** Then it may be the others who moved. */
    private boolean isAmongPeers(ChangePart part) {
        return Optional.ofNullable(part.measure())
                .flatMap(names::measure)
                .filter(it -> !it.value().percentiles().isEmpty())
                .isPresent();
    }

    private Optional<String> values(DifferencePart part) {
        BigDecimal before = part.before();
        BigDecimal after = part.after();
        if (before == null || after == null || before.compareTo(after) == 0) {
            return before == null && after != null
                    ? Optional.of("now " + words(part, after))
                    : before != null && after == null
                            ? Optional.of("without data now")
                            : Optional.empty();
        }
        return Optional.of("from %s to %s".formatted(words(part, before), words(part, after)));
    }

    private String words(DifferencePart part, BigDecimal number) {
        return Optional.ofNullable(part.part().measure())
                .flatMap(names::measure)
                .map(it -> it.unit().words(number))
                .orElseGet(() -> number.stripTrailingZeros().toPlainString());
    }

    /** What is neither the customer's doing nor the time's is said. */
    private static Optional<String> label(ChangePart part) {
        return switch (part.kind()) {
            case BEHAVIOUR, TIME, OVERRIDE -> Optional.empty();
            case LATE_DATA -> Optional.of("told late");
            case CONFIGURATION -> Optional.of("by other policies");
            case CARD_SWITCH -> Optional.of("by another card");
            case RECONSTRUCTION -> Optional.of("by a backfill");
        };
    }

    private static String signed(BigDecimal points) {
        BigDecimal rounded = points.setScale(1, RoundingMode.HALF_UP);
        return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
    }
}
