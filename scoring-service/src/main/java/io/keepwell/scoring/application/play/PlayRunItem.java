package io.keepwell.scoring.application.play;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.engine.portfolio.PlayComparison;
import io.keepwell.model.health.Status;
import io.keepwell.model.play.PlayState;
import io.keepwell.scoring.application.play.PlayRecords.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A play that was begun for an account, with all that figures are made of. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "PlayOfAccount",
        description =
                "A play that was begun, and its account at both ends of the window: all that the"
                        + " figures of the play are made of.")
public record PlayRunItem(
        @Schema(required = true) UUID playId,
        @Schema(required = true) String accountId,
        @Schema(description = "What people call the account now.") @Nullable String name,
        @Schema(description = "Which play, as its policy names it.", required = true) String play,
        @Schema(description = "The version that it started with.", required = true) String version,
        @Schema(
                        required = true,
                        description =
                                "What became of it: a play with outcomes of its own never completes"
                                        + " by its last task; a person closes it.",
                        enumeration = {"running", "completed", "closed", "exited"})
                String outcome,
        @Schema(
                        description =
                                "As what it was closed, in a word of the play's; absent unless it"
                                        + " was closed.",
                        examples = "saved")
                @Nullable String closedAs,
        @Schema(description = "When it was triggered.", required = true) Instant openedAt,
        @Nullable Instant closedAt,
        @Schema(required = true) int tasks,
        @Schema(required = true) int tasksDone,
        @Schema(
                        description =
                                "Of how many tasks the due date passed before they were done.",
                        required = true)
                int tasksLate,
        @Schema(
                        description = "The day (UTC) on which it began: the window's first.",
                        required = true)
                LocalDate windowFrom,
        @Schema(description = "The window's last day.", required = true) LocalDate windowTo,
        @Schema(
                        description =
                                "Whether that day has passed. Until then the play is in no figure,"
                                        + " and nothing is told of the window's end.",
                        required = true)
                boolean windowEnded,
        @Schema(
                        description =
                                "At the end of the first day; absent when nothing is known of it.",
                        enumeration = {"green", "yellow", "red", "unknown"})
                @Nullable String status,
        @Schema(
                        description = "At the end of the last day.",
                        enumeration = {"green", "yellow", "red", "unknown"})
                @Nullable String statusAfter,
        @Schema(description = "At the end of the first day.") @Nullable String segment,
        @Schema(description = "At the end of the first day.") @Nullable String csm,
        @Schema(description = "The score at the end of the first day; of a customer.")
                @Nullable BigDecimal score,
        @Schema(description = "The score at the end of the last day; of a customer.")
                @Nullable BigDecimal scoreAfter,
        @Schema(description = "The points between the two.") @Nullable BigDecimal change,
        @Schema(
                        description = "Whether the account had left at the end of the window.",
                        required = true)
                boolean left,
        @Schema(
                        description =
                                "After how many days the status was better than at the beginning,"
                                        + " and stayed so until the end; absent when it was not.")
                @Nullable Integer recoveredAfterDays,
        @Schema(description = "Annual recurring revenue on the first day, by when it happened.")
                @Nullable BigDecimal arr,
        @Schema(description = "On the last day; 0 of an account that has left.")
                @Nullable BigDecimal arrAfter,
        @Schema(
                        description =
                                "The accounts that had the same status and segment at the end of"
                                        + " the first day, and not this play on any day of the"
                                        + " window; absent when there are none.")
                @Nullable Others others,
        @Schema(description = "Whether it is in the comparison.", required = true)
                boolean compared) {

    private static final Set<String> RECOVERABLE =
            Set.of(Status.YELLOW.wireName(), Status.RED.wireName());

    /** Accounts without the play. */
    @Schema(name = "PlayOthers", description = "Accounts without the play, over the same days.")
    public record Others(
            @Schema(required = true) long accounts,
            @Schema(
                            description =
                                    "The mean change of their scores, in points, to four places.",
                            required = true)
                    BigDecimal change,
            @Schema(
                            description =
                                    "The standard deviation of these changes, to four places.",
                            required = true)
                    BigDecimal deviation) {}

    /**
     * What is told of a run.
     *
     * @param run as it is kept
     * @param window days
     * @param today the present day (UTC, counted from 1970-01-01)
     * @param groups the others
     * @return for the answer
     */
    static PlayRunItem of(
            PlayRun run, int window, int today, Map<Cell, PlayComparison.Group> groups) {
        int last = run.openedDay() + window;
        boolean ended = last < today;
        PlayRun.Standing before = run.before();
        PlayRun.Standing after = ended ? run.after() : null;
        BigDecimal score = before == null ? null : before.scoreOfCustomer();
        BigDecimal scoreAfter = after == null ? null : after.scoreOfCustomer();
        BigDecimal change = score == null || scoreAfter == null ? null : scoreAfter.subtract(score);
        Integer better = run.betterFrom();
        Cell cell = change == null ? null : cell(run, window, today);
        PlayComparison.Group group = cell == null ? null : groups.get(cell);
        return new PlayRunItem(
                run.playId(),
                run.accountId(),
                run.name(),
                run.play(),
                run.version(),
                run.state().wireName(),
                run.outcome(),
                run.openedAt(),
                run.closedAt(),
                run.tasks(),
                run.tasksDone(),
                run.tasksLate(),
                LocalDate.ofEpochDay(run.openedDay()),
                LocalDate.ofEpochDay(last),
                ended,
                before == null ? null : before.status(),
                after == null ? null : after.status(),
                before == null ? null : before.segment(),
                before == null ? null : before.csm(),
                score,
                scoreAfter,
                change,
                after != null && !after.customer(),
                ended && better != null && better <= last
                        ? (Integer) (better - run.openedDay())
                        : null,
                run.arr(),
                ended ? run.arrAfter() : null,
                group == null
                        ? null
                        : new Others(group.accounts(), group.change(), group.deviation()),
                group != null && group.isEnough());
    }

    /** What a run's others have in common with it; null while the window lasts. */
    static @Nullable Cell cell(PlayRun run, int window, int today) {
        PlayRun.Standing before = run.before();
        PlayRun.Standing after = run.after();
        return run.state() == PlayState.SKIPPED
                        || before == null
                        || after == null
                        || before.scoreOfCustomer() == null
                        || after.scoreOfCustomer() == null
                        || run.openedDay() + window >= today
                ? null
                : new Cell(
                        run.play(),
                        run.openedDay(),
                        before.status(),
                        Objects.requireNonNullElse(before.segment(), ""));
    }

    boolean isOf(PlayState state) {
        return outcome.equals(state.wireName());
    }

    /**
     * Whether the work was done when it should be: who closes a play may leave tasks undone, and
     * who completes it cannot.
     */
    boolean doneInTime() {
        boolean done = isOf(PlayState.COMPLETED) || (isOf(PlayState.CLOSED) && tasksDone == tasks);
        return done && tasksLate == 0;
    }

    /** Whether there is a better status than that of the beginning. */
    boolean canRecover() {
        return status != null && RECOVERABLE.contains(status);
    }

    @Nullable BigDecimal arrKept() {
        return arr == null || arrAfter == null ? null : arr.min(arrAfter);
    }

    /** A run and its others; only of one that is compared. */
    PlayComparison.Pair pair() {
        Others beside = Objects.requireNonNull(others);
        return new PlayComparison.Pair(
                accountId,
                new PlayComparison.Cell(
                        new PlayComparison.Kind(
                                Objects.requireNonNull(status),
                                Objects.requireNonNullElse(segment, "")),
                        (int) windowFrom.toEpochDay()),
                Objects.requireNonNull(change),
                new PlayComparison.Group(beside.accounts(), beside.change(), beside.deviation()));
    }
}
