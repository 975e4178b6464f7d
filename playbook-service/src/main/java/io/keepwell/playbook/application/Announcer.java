package io.keepwell.playbook.application;

import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.WorkChange;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Standing;
import io.keepwell.runtime.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what happened, and numbers them.
 *
 * @param ids names messages
 */
record Announcer(Supplier<UUID> ids) {

    /**
     * What is to be kept and told.
     *
     * @param ledger the account's counts before what happened is told
     * @param standing who the account is, if that changes
     * @param happenings what happened, in order
     * @param at when
     * @param by the person who did it; null when the service did
     * @param answer for the one who asked
     */
    <T> Change<T> change(
            LedgerEntry ledger,
            @Nullable Standing standing,
            List<Happening> happenings,
            Instant at,
            @Nullable String by,
            T answer) {
        var messages = new ArrayList<WorkChange>();
        long number = ledger.published();
        for (Happening happening : happenings) {
            messages.add(message(ledger, ++number, happening, at, by));
        }
        return new Change<>(
                ledger.withPublished(messages.size()), standing, happenings, messages, answer);
    }

    private WorkChange message(
            LedgerEntry ledger,
            long sequence,
            Happening happening,
            Instant at,
            @Nullable String by) {
        return switch (happening) {
            case Happening.OfPlay(var change, var run) ->
                    new PlayChangedV1(
                            ids.get(), ledger.accountId(), sequence, change, at, by, run.play());
            case Happening.OfTask(var change, var task) ->
                    new TaskChangedV1(
                            ids.get(), ledger.accountId(), sequence, change, at, by, task);
        };
    }
}
