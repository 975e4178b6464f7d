package io.keepwell.engine.metrics;

import io.keepwell.policy.expression.ForwardingMetrics;
import io.keepwell.policy.expression.Metrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Answers as another does, and remembers the numbers, and the signals that hold: the evidence for
 * what came of them.
 */
public final class Witness extends ForwardingMetrics {

    /** How an expression asks for the risk. */
    public static final String RISK = "risk()";

    private static final int SCALE = 6;
    private static final BigDecimal HOLDS =
            BigDecimal.ONE.setScale(SCALE, RoundingMode.UNNECESSARY);

    private final Map<String, BigDecimal> evidence = new TreeMap<>();

    /**
     * Of another's answers.
     *
     * @param asked the other
     */
    public Witness(Metrics asked) {
        super(asked);
    }

    /**
     * The numbers that were asked for.
     *
     * @return each under its call, as an expression writes it
     */
    public Map<String, BigDecimal> evidence() {
        return evidence;
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        return noted(window("count", type, days, back), super.count(type, days, back));
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return noted(window("sum", type, days, back), super.sum(type, days, back));
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        return noted(window("mean", type, days, back), super.mean(type, days, back));
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        return noted(window("distinct", set, days, back), super.distinct(set, days, back));
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        return noted(window("meanDaily", set, days, back), super.meanDaily(set, days, back));
    }

    @Override
    public OptionalDouble latest(String type) {
        return noted(call("latest", type), super.latest(type));
    }

    @Override
    public OptionalDouble daysSince(String type) {
        return noted(call("daysSince", type), super.daysSince(type));
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        return noted(call("daysSinceFirst", type), super.daysSinceFirst(type));
    }

    @Override
    public OptionalDouble number(String trait) {
        return noted(call("trait", trait), super.number(trait));
    }

    @Override
    public OptionalDouble daysUntil(String trait) {
        return noted(call("daysUntil", trait), super.daysUntil(trait));
    }

    @Override
    public OptionalDouble score() {
        return noted("score()", super.score());
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        return noted("scoreDrop(" + days + ")", super.scoreDrop(days));
    }

    @Override
    public OptionalDouble risk() {
        return noted(RISK, super.risk());
    }

    @Override
    public boolean signal(String id) {
        boolean holds = super.signal(id);
        if (holds) {
            evidence.put(call("signal", id), HOLDS);
        }
        return holds;
    }

    private OptionalDouble noted(String call, OptionalDouble answer) {
        answer.ifPresent(number -> evidence.put(call, SixPlaces.of(number)));
        return answer;
    }

    private static String call(String function, String name) {
        return function + "('" + name + "')";
    }

    private static String window(String function, String name, int days, int back) {
        String call = function + "('" + name + "', " + days + ")";
        return switch (back) {
            case 0 -> call;
            case 1 -> call + " until yesterday";
            default -> call + " " + back + " days before";
        };
    }
}
