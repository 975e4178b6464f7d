package io.keepwell.scoring.application.reading;

import io.keepwell.runtime.paging.Listed;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What is kept of the service's own work. */
public interface ServiceRecords {

    /**
     * Counts everything at one moment.
     *
     * @return the counts
     */
    Uni<Stats> stats();

    /**
     * Lists records that could not be folded.
     *
     * @param query which
     * @return one more than asked for, if there are so many
     */
    Uni<List<Listed<QuarantineItem>>> quarantine(QuarantineQuery query);

    /**
     * Lists users whose events wait for an account.
     *
     * @param query which
     * @return one more than asked for, if there are so many
     */
    Uni<List<Listed<UnattributedItem>>> unattributed(UnattributedQuery query);

    /**
     * Lists events of a user that wait for an account.
     *
     * @param userId whose
     * @param limit the most
     * @return the newest first
     */
    Uni<List<UnattributedEvent>> unattributedOf(String userId, int limit);
}
