package io.keepwell.policy.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of one expression for one account, on the thread that runs it. */
final class Evaluation {

    // CEL's functions are shared by all programs and threads; this is how they find their account.
    private static final ThreadLocal<@Nullable Evaluation> CURRENT = new ThreadLocal<>();

    private final List<Site> sites;
    private final Metrics metrics;
    private @Nullable RuntimeException failure;

    private Evaluation(List<Site> sites, Metrics metrics) {
        this.sites = sites;
        this.metrics = metrics;
    }

    static Answer run(Program program, List<Site> sites, Metrics metrics) {
        var evaluation = new Evaluation(sites, metrics);
        // Metrics may evaluate another expression to answer: what was current becomes so again.
        @Nullable Evaluation outer = CURRENT.get();
        CURRENT.set(evaluation);
        try {
            Object result = program.eval();
            if (evaluation.failure != null) {
                throw evaluation.failure;
            }
            return answer(result);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("an expression in order cannot fail, and did", e);
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Asks the current account at a site of the current expression. */
    static Object ask(long site) {
        Evaluation current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("no evaluation is under way on this thread");
        }
        return current.answer(current.sites.get((int) site));
    }

    private Object answer(Site site) {
        try {
            return site.answer(metrics);
        } catch (RuntimeException e) {
            // CEL would let "failed || true" be true; a failure is no answer.
            failure = failure == null ? e : failure;
            return site.noData();
        }
    }

    private static Answer answer(Object result) {
        return switch (result) {
            case Double number -> new Answer.Value(number);
            case Boolean holds -> new Answer.Truth(holds);
            case CelUnknownSet missing -> new Answer.NoData(Missing.labels(missing));
            default ->
                    throw new IllegalStateException(
                            "an expression came to a " + result.getClass().getName());
        };
    }
}
