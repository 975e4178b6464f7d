package io.keepwell.playbook.application;

import io.keepwell.model.message.TraceParent;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * @param causes by which step of a trace a message was caused, of those that somebody follows
 * @param <T> the kind of answer
 */
public record Change<T>(
        @Nullable LedgerEntry ledger,
        @Nullable Standing standing,
        List<Happening> happenings,
        List<WorkChange> messages,
        T answer,
        Map<WorkChange, TraceParent> causes) {

    /** Copies the lists. */
    public Change {
        happenings = List.copyOf(happenings);
        messages = List.copyOf(messages);
        causes = Map.copyOf(causes);
    }

    /**
     * What nobody follows.
     *
     * @param ledger its counts, if they change
     * @param standing who it is, if that changes
     * @param happenings what happened to its plays and tasks, in order
     * @param messages the same as it is published
     * @param answer for the one who asked
     */
    public Change(
            @Nullable LedgerEntry ledger,
            @Nullable Standing standing,
            List<Happening> happenings,
            List<WorkChange> messages,
            T answer) {
        this(ledger, standing, happenings, messages, answer, Map.of());
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
     * The same, of which is known what has caused it.
     *
     * @param cause the step of a trace, or null where nobody follows
     * @return this where nobody does
     */
    Change<T> causedBy(@Nullable TraceParent cause) {
        return cause == null
                ? this
                : new Change<>(
                        ledger,
                        standing,
                        happenings,
                        messages,
                        answer,
                        messages.stream()
                                .collect(Collectors.toMap(Function.identity(), _ -> cause)));
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
                next.answer,
                both(causes, next.causes));
    }

    private static Map<WorkChange, TraceParent> both(
            Map<WorkChange, TraceParent> some, Map<WorkChange, TraceParent> others) {
        if (some.isEmpty()) {
            return others;
        }
        var both = new HashMap<>(some);
        both.putAll(others);
        return both;
    }
}
