package io.keepwell.policy.reading;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.scorecard.Limit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the caps and floors of a card. */
final class LimitsReader {

    private static final String CAP = "cap";
    private static final String FLOOR = "floor";
    private static final String WHEN = "when";

    private static final Shape LIMIT =
            Shape.of(
                    "limit",
                    "id: no-sponsor",
                    "name: No sponsor",
                    "cap: 60",
                    "floor: 50",
                    "when: count('relationship.sponsor-met', 180) == 0");

    private LimitsReader() {}

    /** The limits, as far as they could be read. */
    static List<Limit> read(Yaml.@Nullable Sequence list, Formulas formulas, Report report) {
        var ids = new Ids("limit", "Give one of the two another id, or remove it.");
        var limits = new ArrayList<Limit>();
        for (Fields each : Fields.all(list, LIMIT, report)) {
            each.require("id", WHEN);
            String id = each.id("id");
            ids.add(id, each.placeOf("id"), report);
            String name = each.text("name");
            Limit.Side side = side(each, report);
            BigDecimal cap = each.number(CAP, Bounds.SCORE);
            BigDecimal floor = each.number(FLOOR, Bounds.SCORE);
            Expression when = formulas.limit(each.expression(WHEN), report);
            BigDecimal score = side == Limit.Side.CAP ? cap : floor;
            if (id != null && side != null && score != null && when != null) {
                limits.add(new Limit(id, name == null ? id : name, side, score, when));
            }
        }
        return ids.areUnique() ? limits : List.of();
    }

    /** Which of the two it is; null after problems. */
    private static Limit.@Nullable Side side(Fields limit, Report report) {
        boolean isCap = limit.isMeant(CAP);
        boolean isFloor = limit.isMeant(FLOOR);
        if (isCap && isFloor) {
            limit.problem(
                    FLOOR,
                    "a limit is a cap or a floor, this is both",
                    "Write two limits, with the same 'when' if need be.");
            return null;
        }
        if (!isCap && !isFloor) {
            report.add(
                    limit.place(),
                    "the limit has neither 'cap' nor 'floor'",
                    "Add a line such as 'cap: 60': no score is above it while 'when' holds.");
            return null;
        }
        return isCap ? Limit.Side.CAP : Limit.Side.FLOOR;
    }
}
