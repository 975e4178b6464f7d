package io.keepwell.scoring.application.play;

import io.keepwell.engine.portfolio.PlayComparison;
import io.keepwell.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is kept of runs of plays, and of accounts around them. */
public interface PlayRecords {

    /**
     * Accounts that are compared with each other.
     *
     * @param play the play that a run of them had, and the others had not
     * @param day the day on which that run began (UTC, counted from 1970-01-01)
     * @param status their status at the end of that day
     * @param segment their segment then; empty for none
     */
    record Cell(String play, int day, String status, String segment) {}

    /**
     * Runs, the newest first.
     *
     * @param query which
     * @return one more than a page holds, or fewer
     */
    Uni<List<PlayRun>> runs(PlayQuery query);

    /**
     * The others: customers at both ends of the window, with a score at both, and without a run of
     * the play that was open on any day of it.
     *
     * @param cells what they have in common with a run
     * @param window days, 1 or more
     * @param scope those that may be counted
     * @return for each cell that has any
     */
    Uni<Map<Cell, PlayComparison.Group>> groups(Collection<Cell> cells, int window, Scope scope);
}
