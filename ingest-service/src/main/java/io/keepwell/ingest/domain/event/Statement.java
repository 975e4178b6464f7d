package io.keepwell.ingest.domain.event;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that an item of a request says, without who sent it and when it came in. */
public sealed interface Statement {

    /**
     * Its id, unique within the source.
     *
     * @return 1 to 200 characters
     */
    String id();

    /**
     * An event of an account.
     *
     * @param event the event
     */
    record OfAccount(SubmittedEventV1 event) implements Statement {
        @Override
        public String id() {
            return event.id();
        }
    }

    /**
     * An event of a user, whose account is to be found out.
     *
     * @param id unique within the source
     * @param userId who did it, as the source knows them
     * @param type what happened
     * @param occurredAt when it happened
     * @param value its number
     * @param attributes what else there is to say
     * @param actorId who did it, where userId names somebody else, for example an organisation of a
     *     help desk
     */
    record OfUser(
            String id,
            String userId,
            EventType type,
            Instant occurredAt,
            @Nullable BigDecimal value,
            Attributes attributes,
            @Nullable String actorId)
            implements Statement {

        /**
         * An event that the user did, by whom the account is to be found out.
         *
         * @param id unique within the source
         * @param userId who did it
         * @param type what happened
         * @param occurredAt when it happened
         * @param value its number
         * @param attributes what else there is to say
         */
        public OfUser(
                String id,
                String userId,
                EventType type,
                Instant occurredAt,
                @Nullable BigDecimal value,
                Attributes attributes) {
            this(id, userId, type, occurredAt, value, attributes, null);
        }
    }

    /**
     * A user belongs to an account.
     *
     * @param id unique within the source
     * @param userId the user, as the source knows them
     * @param accountId the account
     * @param occurredAt since when, by the sender's word
     */
    record Linked(String id, String userId, AccountId accountId, Instant occurredAt)
            implements Statement {}

    /**
     * Two ids are of one user.
     *
     * @param id unique within the source
     * @param previousId the id that the user had before, for example an anonymous one
     * @param userId the id that the user has now
     * @param occurredAt since when, by the sender's word
     */
    record Merged(String id, String previousId, String userId, Instant occurredAt)
            implements Statement {}
}
