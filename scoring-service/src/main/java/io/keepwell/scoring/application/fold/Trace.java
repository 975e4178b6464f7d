package io.keepwell.scoring.application.fold;

import io.keepwell.model.message.TraceParent;

/** Follows one record through the fold. */
public interface Trace {

    /**
     * What messages carry that the record causes.
     *
     * @return names the step that folds it
     */
    TraceParent step();

    /**
     * Hears what became of the record, if that is committed.
     *
     * @param counts it alone
     */
    void became(Counts counts);
}
