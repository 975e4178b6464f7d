package io.keepwell.scoring.application.play;

import io.keepwell.model.play.PlayState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a play as it is kept, with its account around it. What is told of the end of a window
 * that has not ended yet is how things are now.
 *
 * @param playId names it
 * @param accountId whose
 * @param name what people call the account now
 * @param play which play
 * @param version the version that it started with
 * @param state where it is in its life
 * @param outcome as what it was closed, in a word of the play's; null unless it was closed
 * @param openedAt when it was triggered
 * @param openedDay that day (UTC, counted from 1970-01-01)
 * @param closedAt when it ended
 * @param tasks how many tasks it has
 * @param tasksDone how many of them were done
 * @param tasksLate of how many the due date passed before
 * @param before the account at the end of the day on which it began; null when nothing is known
 * @param after at the end of the window's last day
 * @param betterFrom the first of those days, up to the window's end and on, on which the account's
 *     status was better than at the beginning; null where it was not better on the last
 * @param arr its revenue on the first day; null when it is not known
 * @param arrAfter its revenue on the last
 */
public record PlayRun(
        UUID playId,
        String accountId,
        @Nullable String name,
        String play,
        String version,
        PlayState state,
        @Nullable String outcome,
        Instant openedAt,
        int openedDay,
        @Nullable Instant closedAt,
        int tasks,
        int tasksDone,
        int tasksLate,
        @Nullable Standing before,
        @Nullable Standing after,
        @Nullable Integer betterFrom,
        @Nullable BigDecimal arr,
        @Nullable BigDecimal arrAfter) {

    /**
     * How an account was at the end of a day.
     *
     * @param customer whether it was a customer
     * @param status its status
     * @param score its exact score, if it had one
     * @param segment its segment
     * @param csm its manager
     */
    public record Standing(
            boolean customer,
            String status,
            @Nullable BigDecimal score,
            @Nullable String segment,
            @Nullable String csm) {

        @Nullable BigDecimal scoreOfCustomer() {
            return customer ? score : null;
        }
    }
}
