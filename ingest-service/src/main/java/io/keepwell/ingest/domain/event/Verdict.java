package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.SubmittedEventV1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one item: what it says, or what is wrong with it. */
public sealed interface Verdict {

    /**
     * Something that can be accepted.
     *
     * @param statements what it says, one or more
     */
    record Sound(List<Statement> statements) implements Verdict {
        /** Copies the list. */
        public Sound {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("a sound item must say something");
            }
        }

        /**
         * An event of an account, and nothing else.
         *
         * @param event the event
         */
        public Sound(SubmittedEventV1 event) {
            this(List.of(new Statement.OfAccount(event)));
        }
    }

    /** Something that means nothing to the health of an account, and was said to be passed by. */
    record Ignored() implements Verdict {}

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
            var all = new ArrayList<Flaw>(flaws.size() + 1);
            all.add(flaw);
            all.addAll(flaws);
            return new Flawed(all, eventId, accountId);
        }
    }
}
