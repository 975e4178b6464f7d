package io.keepwell.engine.facts;

import io.keepwell.model.EventType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account's facts as lines of text, whatever rows they are stored in: to look into an account,
 * and to compare two of them. Days beyond the horizon are left out, so that two copies of the same
 * facts read the same on the same day even if one of them was not written for a while.
 */
public final class FactsText {

    private FactsText() {}

    /**
     * The rows that must be loaded to write all lines. To be asked until nothing is missing.
     *
     * @param facts the facts
     * @param today the present day
     * @return their keys
     */
    public static List<ChunkKey> missing(AccountFacts facts, int today) {
        var missing = new ArrayList<ChunkKey>(facts.missingContract());
        for (EventType type : facts.profile().types()) {
            missing.addAll(facts.missing(type, oldest(today), today + 1));
        }
        for (String set : facts.profile().sets()) {
            List<ChunkKey> summary = facts.missing(set, Integer.MAX_VALUE);
            missing.addAll(summary.isEmpty() ? facts.missing(set, Integer.MIN_VALUE) : summary);
        }
        return missing;
    }

    /**
     * Writes the lines.
     *
     * @param facts the facts, with all rows loaded
     * @param today the present day
     * @return the lines in alphabetical order
     */
    public static List<String> lines(AccountFacts facts, int today) {
        var lines = new TreeSet<String>();
        facts.profile()
                .traits()
                .forEach((name, value) -> lines.add("trait %s = %s".formatted(name, value.json())));
        lines.add("dropped events %d".formatted(facts.droppedEvents()));
        lines.add("dropped traits %d".formatted(facts.profile().droppedTraits()));
        facts.contract()
                .periods()
                .forEach(period ->
                        lines.add(
                                "contract from %s: %s%s"
                                        .formatted(
                                                LocalDate.ofEpochDay(period.fromDay()),
                                                amount(period.arr()),
                                                period.gone() ? ", gone" : "")));
        facts.profile().types().forEach(type -> addType(facts, type, today, lines));
        facts.profile().sets().forEach(set -> addSet(facts, set, today, lines));
        return List.copyOf(lines);
    }

    private static String amount(@Nullable BigDecimal arr) {
        return arr == null ? "unknown" : arr.stripTrailingZeros().toPlainString();
    }

    private static void addType(AccountFacts facts, EventType type, int today, Set<String> lines) {
        for (int day = oldest(today); day <= today + 1; day++) {
            long count = facts.count(type, day, day);
            if (count > 0) {
                lines.add(
                        "%s on %s: %d, %d valued %s"
                                .formatted(
                                        type,
                                        LocalDate.ofEpochDay(day),
                                        count,
                                        facts.valued(type, day, day),
                                        facts.sum(type, day, day)
                                                .stripTrailingZeros()
                                                .toPlainString()));
            }
        }
        facts.summary(type)
                .ifPresent(summary ->
                        lines.add(
                                "%s ever: %d from %d, recent %s, value %s"
                                        .formatted(
                                                type,
                                                summary.total(),
                                                summary.firstAt(),
                                                summary.recent(),
                                                summary.latestValue())));
    }

    private static void addSet(AccountFacts facts, String set, int today, Set<String> lines) {
        int oldest = today - Days.ACTIVITY + 1;
        facts.set(set)
                .forEachMember((hash, day) -> {
                    if (day >= oldest) {
                        lines.add(
                                "%s on %s: %016x".formatted(set, LocalDate.ofEpochDay(day), hash));
                    }
                });
        lines.add("%s one in %d".formatted(set, 1L << facts.set(set).summary().level()));
    }

    private static int oldest(int today) {
        return today - Days.HORIZON + 1;
    }
}
