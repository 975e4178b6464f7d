package io.keepwell.policy.reading;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Reads;
import io.keepwell.policy.scorecard.Staleness;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what becomes of a measure whose newest event is old. */
final class StalenessReader {

    private static final String STALE = "stale";
    private static final String AFTER = "afterDays";
    private static final String THEN = "then";
    private static final String OVER = "overDays";
    private static final String TO = "to";
    private static final String DECAY = "decay";
    private static final String DROP = "drop";

    private static final Shape SHAPE =
            Shape.of("rule for staleness", "afterDays: 90", "then: drop", "overDays: 60", "to: 50");

    private StalenessReader() {}

    /** What a measure says of it; null where it says nothing, and after problems. */
    static @Nullable Staleness read(Fields measure, @Nullable Expression value) {
        Fields fields = measure.mapping(STALE, SHAPE);
        if (fields == null) {
            return null;
        }
        fields.require(AFTER, THEN);
        Integer after = fields.days(AFTER, Bounds.PAST_DAYS);
        String then = fields.choice(THEN, List.of("show", DROP, DECAY), it -> it);
        Integer over = fields.days(OVER, Bounds.PAST_DAYS);
        BigDecimal to = fields.number(TO, Bounds.SCORE);
        if (value != null && readsNoEvents(value.reads())) {
            measure.problem(
                    STALE,
                    "the measure reads no events, so none of them can be old",
                    "Remove 'stale', or let the measure ask for events.");
        }
        if (DECAY.equals(then)) {
            fields.require(OVER, TO);
        } else if (then != null) {
            refuse(fields, OVER, then);
            refuse(fields, TO, then);
        }
        return after == null || then == null ? null : staleness(after, then, over, to);
    }

    private static @Nullable Staleness staleness(
            int after, String then, @Nullable Integer over, @Nullable BigDecimal to) {
        return switch (then) {
            case DECAY ->
                    over == null || to == null ? null : new Staleness.Decayed(after, over, to);
            case DROP -> new Staleness.Dropped(after);
            default -> new Staleness.Shown(after);
        };
    }

    private static boolean readsNoEvents(Reads reads) {
        return reads.types().isEmpty() && reads.sets().isEmpty();
    }

    private static void refuse(Fields fields, String key, String then) {
        if (fields.has(key)) {
            fields.problem(
                    key,
                    "'%s' belongs to 'then: decay', this is '%s'".formatted(key, then),
                    "Remove it, or write 'then: decay'.");
        }
    }
}
