package io.keepwell.scoring.application.identity;

import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.scoring.application.UnreadableRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code keepwell.unattributed-events}.
 *
 * @param partition where it lies
 * @param offset where it lies in there
 * @param entry what it says
 */
public record UserRecord(int partition, long offset, Entry entry) {

    /** What a record says. */
    public sealed interface Entry {

        /**
         * A user did something.
         *
         * @param event the event, without an account
         * @param cause the step of a trace that it was caused by, or null where nobody follows
         */
        record Event(UnattributedEventV1 event, @Nullable TraceParent cause) implements Entry {}

        /**
         * A user belongs to an account.
         *
         * @param link the user and the account
         */
        record Linked(IdentityLinkedV1 link) implements Entry {}

        /**
         * Two ids are of one user.
         *
         * @param merge the ids
         */
        record Merged(IdentityMergedV1 merge) implements Entry {}

        /**
         * Nothing that this release can read.
         *
         * @param record all of it, and why
         */
        record Unreadable(UnreadableRecord record) implements Entry {}
    }
}
