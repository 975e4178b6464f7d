package io.keepwell.scoring.application.rejection;

import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.runtime.paging.Listed;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The index of what ingest could not accept. */
public interface Rejections {

    /**
     * A rejection as the index knows it.
     *
     * @param item what it says of it
     * @param place where it lies
     */
    record Found(RejectedItem item, RejectionPlace place) {}

    /**
     * Lists rejections.
     *
     * @param query which
     * @return one more than asked for, if there are so many
     */
    Uni<List<Listed<RejectedItem>>> list(RejectionQuery query);

    /**
     * Finds a rejection.
     *
     * @param id which
     * @return the rejection, or empty when there is none
     */
    Uni<Optional<Found>> find(UUID id);

    /**
     * Finds rejections that can be replayed and were not, the oldest first.
     *
     * @param filter which
     * @param limit the most of them
     * @param bytesMax how much they may hold together; one is found however much it holds
     * @return where they lie
     */
    Uni<List<RejectionPlace>> waiting(RejectionFilter filter, int limit, long bytesMax);

    /**
     * Counts rejections that can be replayed and were not.
     *
     * @param filter which
     * @return how many
     */
    Uni<Long> countWaiting(RejectionFilter filter);

    /**
     * Marks rejections as replayed and sends them, both or neither; those that were replayed before
     * are left as they are.
     *
     * @param replays what to send, in this order
     * @param by who says so
     * @param at when
     * @return the rejections that were marked
     */
    Uni<Set<UUID>> replay(List<ReplayRequestedV1> replays, String by, Instant at);

    /**
     * Takes down that the log does not hold what would have to be sent.
     *
     * @param ids which rejections
     * @return when it is done
     */
    Uni<Void> lose(List<UUID> ids);
}
