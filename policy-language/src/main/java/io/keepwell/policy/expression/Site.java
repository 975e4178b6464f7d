package io.keepwell.policy.expression;

import org.jspecify.annotations.Nullable;

/**
 * A place in an expression where the account is asked. The checked expression names it by its
 * number, so that nothing is parsed, looked up or built while it runs.
 *
 * @param label how the expression calls it
 * @param ask what is asked
 * @param noData what stands for it when there is no data
 */
record Site(String label, Ask ask, Answer.NoData noData) {

    Site(String label, Ask ask) {
        this(label, ask, Machine.missing(label));
    }

    /** The answer, or what stands for no data. */
    Object answer(Metrics metrics) {
        @Nullable Object answer = ask.of(metrics);
        boolean known = answer instanceof Double number ? Double.isFinite(number) : answer != null;
        return known && answer != null ? answer : noData;
    }
}
