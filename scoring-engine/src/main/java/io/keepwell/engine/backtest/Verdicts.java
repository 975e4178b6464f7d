package io.keepwell.engine.backtest;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What policies said of an account on each day that counts, as small as it can be. */
final class Verdicts {

    /** A score has six decimal places. */
    static final int A_POINT = 1_000_000;

    private static final int POINTS_MAX = 100;
    private static final int UNKNOWN = -1;

    private final Status[] statuses;
    private final int[] lacking;
    private final short[] signals;
    private final short[] raised;
    private final boolean[] reddened;

    Verdicts(int days) {
        statuses = new Status[days];
        Arrays.fill(statuses, Status.UNKNOWN);
        lacking = new int[days];
        signals = new short[days];
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
        verdict.signals()
                .forEach((id, signal) -> {
                    if (signal.category() == SignalCategory.RISK) {
                        signals[index]++;
                        raised[index] +=
                                before == null || !before.signals().containsKey(id)
                                        ? (short) 1
                                        : (short) 0;
                    }
                });
        reddened[index] =
                verdict.status() == Status.RED && (before == null || before.status() != Status.RED);
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

    boolean is(Flag flag, int index) {
        Status status = status(index);
        return switch (flag) {
            case RED -> status == Status.RED;
            case RED_OR_YELLOW -> status == Status.RED || status == Status.YELLOW;
            case RISK_SIGNAL -> signals[index] > 0;
            case RED_OR_RISK_SIGNAL -> status == Status.RED || signals[index] > 0;
        };
    }

    /** How many alerts that day gave: falls to red, and risk signals that were raised. */
    int alerts(Flag flag, int index, boolean isNew) {
        int red = reddened[index] ? 1 : 0;
        return switch (flag) {
            case RED -> red;
            case RED_OR_YELLOW -> isNew ? 1 : 0;
            case RISK_SIGNAL -> raised[index];
            case RED_OR_RISK_SIGNAL -> red + raised[index];
        };
    }
}
