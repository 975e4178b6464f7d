package io.keepwell.playbook.application;

import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept of an account from now on, and told.
 *
 * @param ledger its counts, if they change
 * @param standing who it is, if that changes
 * @param happenings what happened to its plays and tasks, in order
 * @param messages the same as it is published
 * @param answer for the one who asked
 * @param <T> the kind of answer
 */
public record Change<T>(
        @Nullable LedgerEntry ledger,
        @Nullable Standing standing,
        List<Happening> happenings,
        List<WorkChange> messages,
        T answer) {

    /** Copies the lists. */
    public Change {
        happenings = List.copyOf(happenings);
        messages = List.copyOf(messages);
    }

    /**
     * Nothing is to be kept.
     *
     * @param answer for the one who asked
     * @param <T> the kind of answer
     * @return the change
     */
    public static <T> Change<T> none(T answer) {
        return new Change<>(null, null, List.of(), List.of(), answer);
    }

    /**
     * This and what was decided after it, as one.
     *
     * @param next decided against what this leaves
     * @return every step of both in order; the next one's answer
     */
    Change<T> then(Change<T> next) {
        return new Change<>(
                next.ledger == null ? ledger : next.ledger,
                next.standing == null ? standing : next.standing,
                Stream.concat(happenings.stream(), next.happenings.stream()).toList(),
                Stream.concat(messages.stream(), next.messages.stream()).toList(),
                next.answer);
    }
}
