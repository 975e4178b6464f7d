package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.SubmittedEventV1;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one item: an event, or what is wrong with it. */
public sealed interface Verdict {

    /**
     * An event that can be accepted.
     *
     * @param event the event
     */
    record Sound(SubmittedEventV1 event) implements Verdict {}

    /**
     * Something that cannot be accepted.
     *
     * @param flaws all that is wrong with it, one or more
     * @param eventId the event's id, if it has a valid one
     * @param accountId the event's account, if it has a valid one
     */
    record Flawed(List<Flaw> flaws, @Nullable String eventId, @Nullable String accountId)
            implements Verdict {
        /** Copies the list. */
        public Flawed {
            flaws = List.copyOf(flaws);
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("a flawed item must have a flaw");
            }
        }

        /**
         * One flaw of an item of which nothing could be read.
         *
         * @param flaw what is wrong with it
         * @return the verdict
         */
        public static Flawed of(Flaw flaw) {
            return new Flawed(List.of(flaw), null, null);
        }

        /**
         * The same with one flaw more.
         *
         * @param flaw stands first, because it says the most
         * @return a copy
         */
        public Flawed with(Flaw flaw) {
            var all = new java.util.ArrayList<Flaw>(flaws.size() + 1);
            all.add(flaw);
            all.addAll(flaws);
            return new Flawed(all, eventId, accountId);
        }
    }
}
