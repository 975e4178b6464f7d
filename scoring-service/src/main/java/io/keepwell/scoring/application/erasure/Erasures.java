package io.keepwell.scoring.application.erasure;

import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The erasures that were asked for, for ever. */
public interface Erasures {

    /**
     * Somebody asks for one.
     *
     * @param subject what is to go
     * @param subjectId the account's or the person's id
     * @param reason why, in words that name nobody
     * @param by who asks
     * @param at when
     */
    record Request(ErasedSubject subject, String subjectId, String reason, String by, Instant at) {}

    /**
     * Writes down that something is to be erased; what needs no owner of a partition is erased at
     * once. Asked for again while it is under way, it is the same erasure.
     *
     * @param request what
     * @return the erasure
     */
    Uni<ErasureItem> request(Request request);

    /**
     * Lists erasures, the newest first.
     *
     * @param before only those before that one, or null for the first page
     * @param limit how many; one more is read, so that a page knows of the next
     * @return in order
     */
    Uni<List<Listed<ErasureItem>>> list(@Nullable Long before, int limit);

    /**
     * Finds one.
     *
     * @param id which
     * @return the erasure, or empty when there is none
     */
    Uni<Optional<ErasureItem>> one(UUID id);

    /**
     * Which persons were erased.
     *
     * @param ids of whom it is asked
     * @return those of them that were, by hash
     */
    Uni<ErasedIds> persons(Collection<String> ids);

    /**
     * Which accounts were erased.
     *
     * @param ids of which it is asked
     * @return those of them that were, by hash
     */
    Uni<ErasedIds> accounts(Collection<String> ids);
}
