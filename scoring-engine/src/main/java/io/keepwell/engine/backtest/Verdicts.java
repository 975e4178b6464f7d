package io.keepwell.engine.backtest;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.Status;
import io.keepwell.policy.reaction.Condition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What policies said of an account on each day that counts, as small as it can be. */
final class Verdicts {

    /** A score has six decimal places. */
    static final int A_POINT = 1_000_000;

    private static final int POINTS_MAX = 100;
    private static final int UNKNOWN = -1;

    private final Status[] statuses;
    private final int[] lacking;
    private final int[] risks;
    private final List<String> riskSignals;
    private final long[] signals;
    private final short[] raised;
    private final boolean[] reddened;
    private final List<Condition> alertRules;
    private final boolean[] alerted;
    private final short[] opened;

    /**
     * Of so many days.
     *
     * @param riskSignals the ids of the policies' risk signals; what is beyond the first 64 counts
     *     as the 64th
     * @param alertRules what the policies' alert rules of category risk wait for
     */
    Verdicts(List<String> riskSignals, List<Condition> alertRules, int days) {
        this.riskSignals = riskSignals;
        this.alertRules = alertRules;
        alerted = new boolean[days];
        opened = new short[days];
        statuses = new Status[days];
        Arrays.fill(statuses, Status.UNKNOWN);
        lacking = new int[days];
        risks = new int[days];
        Arrays.fill(risks, UNKNOWN);
        signals = new long[days];
        raised = new short[days];
        reddened = new boolean[days];
    }

    void put(int index, Verdict verdict, @Nullable Verdict before) {
        BigDecimal exact = verdict.score().exact();
        statuses[index] = verdict.status();
        lacking[index] =
                exact == null || verdict.status() == Status.UNKNOWN
                        ? UNKNOWN
                        : POINTS_MAX * A_POINT - exact.movePointRight(6).intValueExact();
        risks[index] =
                verdict.risk() == null
                        ? UNKNOWN
                        : verdict.risk()
                                .exact()
                                .map(it -> it.movePointRight(6).intValueExact())
                                .orElse(UNKNOWN);
        signals[index] = raised(verdict);
        raised[index] =
                (short) Long.bitCount(signals[index] & ~(before == null ? 0 : raised(before)));
        reddened[index] =
                verdict.status() == Status.RED && (before == null || before.status() != Status.RED);
        for (Condition rule : alertRules) {
            if (holds(rule, verdict)) {
                alerted[index] = true;
                boolean isOpen = before != null && holds(rule, before);
                opened[index] = (short) (opened[index] + (isOpen ? 0 : 1));
            }
        }
    }

    private static boolean holds(Condition rule, Verdict verdict) {
        return rule.holds(verdict.status(), verdict.signals().keySet());
    }

    private long raised(Verdict verdict) {
        long all = 0;
        for (int signal = 0; signal < riskSignals.size(); signal++) {
            if (verdict.signals().containsKey(riskSignals.get(signal))) {
                all |= 1L << Math.min(signal, Long.SIZE - 1);
            }
        }
        return all;
    }

    /** The ids of the risk signals. */
    List<String> riskSignals() {
        return riskSignals;
    }

    /** Whether one of them is raised. */
    boolean isRaised(int signal, int index) {
        return (signals[index] & 1L << Math.min(signal, Long.SIZE - 1)) != 0;
    }

    Status status(int index) {
        return statuses[index];
    }

    /** Whether there was a score on which enough was known for a status. */
    boolean isScored(int index) {
        return lacking[index] != UNKNOWN;
    }

    /** How much lacks from a score of 100, in millionths of a point: the more, the riskier. */
    int lacking(int index) {
        return lacking[index];
    }

    /** The risk in millionths of a point; below 0 where there is none. */
    int risk(int index) {
        return risks[index];
    }

    boolean is(Flag flag, int index) {
        Status status = status(index);
        return switch (flag) {
            case RED -> status == Status.RED;
            case RED_OR_YELLOW -> status == Status.RED || status == Status.YELLOW;
            case RISK_SIGNAL -> signals[index] != 0;
            case RED_OR_RISK_SIGNAL -> status == Status.RED || signals[index] != 0;
            case ALERT -> alerted[index];
        };
    }

    /** How many alerts that day gave: falls to red, risk signals raised, alerts opened. */
    int alerts(Flag flag, int index, boolean isNew) {
        int red = reddened[index] ? 1 : 0;
        return switch (flag) {
            case RED -> red;
            case RED_OR_YELLOW -> isNew ? 1 : 0;
            case RISK_SIGNAL -> raised[index];
            case RED_OR_RISK_SIGNAL -> red + raised[index];
            case ALERT -> opened[index];
        };
    }
}
