package io.keepwell.playbook.application;

import io.keepwell.model.play.Criterion;
import io.keepwell.model.play.PlayState;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Run;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What people say of runs of plays: which success criteria are met, and what came of them
 * (requirement A14). A run that has exited because its condition ceased to hold can still be told
 * of: whether an account was saved may be known only then.
 */
public final class WorkPlays {

    private final WorkStore store;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * With this store.
     *
     * @param store where plays are kept
     * @param clock when it happens
     * @param ids names messages
     */
    public WorkPlays(WorkStore store, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.clock = clock;
        this.announcer = new Announcer(ids);
    }

    /**
     * A success criterion has come about, or has not after all.
     *
     * @param playId the run
     * @param number which of its criteria, from 1
     * @param isMet whether it has
     * @param caller who says so
     * @return what became of it; the same again when it was so before
     */
    public Uni<PlayEdit> tick(UUID playId, int number, boolean isMet, Caller caller) {
        return edit(
                playId,
                caller,
                held -> {
                    Run run = held.run();
                    int count = run.criteria().size();
                    if (number < 1 || number > count) {
                        return Change.none(
                                new PlayEdit.Wrong(
                                        "criterion",
                                        count == 0
                                                ? "must not be there: the play has no success"
                                                        + " criteria"
                                                : "must be from 1 to %d, was %d"
                                                        .formatted(count, number)));
                    }
                    return isOver(run)
                            ? Change.none(over(run))
                            : changed(
                                    held,
                                    Playbook.tick(run, number - 1, isMet, caller.name(), now()),
                                    caller);
                });
    }

    /**
     * What came of a run is known, which ends it.
     *
     * @param playId the run
     * @param outcome what, in a word of the play's
     * @param reason what is to be said besides
     * @param caller who says so
     * @return what became of it; the same again when the same person says so again
     */
    public Uni<PlayEdit> close(
            UUID playId, String outcome, @Nullable String reason, Caller caller) {
        return edit(
                playId,
                caller,
                held -> {
                    Run run = held.run();
                    Outcomes outcomes = run.spec().outcomes();
                    if (outcomes == null) {
                        return Change.none(
                                new PlayEdit.Refused(
                                        "the play names no outcomes: it is completed with the last"
                                                + " of its tasks"));
                    }
                    boolean isSuccess = outcome.equals(outcomes.success());
                    if (!isSuccess && !outcome.equals(outcomes.failure())) {
                        return Change.none(
                                new PlayEdit.Wrong(
                                        "outcome",
                                        "must be '%s' or '%s', was '%s'"
                                                .formatted(
                                                        outcomes.success(),
                                                        outcomes.failure(),
                                                        outcome)));
                    }
                    if (isOver(run)) {
                        boolean isRepeat =
                                outcome.equals(run.play().outcome())
                                        && caller.name().equals(run.play().closedBy());
                        return Change.none(isRepeat ? new PlayEdit.Done() : over(run));
                    }
                    if (isSuccess && !run.criteria().stream().allMatch(Criterion::met)) {
                        return Change.none(new PlayEdit.Refused(missing(run, outcomes)));
                    }
                    return changed(
                            held,
                            Playbook.close(run, outcome, caller.name(), now(), reason),
                            caller);
                });
    }

    private Uni<PlayEdit> edit(
            UUID playId, Caller caller, Function<HeldPlay, Change<PlayEdit>> decision) {
        return store.changePlay(
                        playId,
                        held ->
                                isVisible(held, caller)
                                        ? decision.apply(held)
                                        : Change.none(new PlayEdit.Unknown()))
                .map(answer -> answer.orElseGet(PlayEdit.Unknown::new));
    }

    private Change<PlayEdit> changed(HeldPlay held, List<Happening> happenings, Caller caller) {
        return happenings.isEmpty()
                ? Change.none(new PlayEdit.Done())
                : announcer.change(
                        held.account().ledger(),
                        null,
                        happenings,
                        now(),
                        caller.name(),
                        new PlayEdit.Done());
    }

    /** As in the lists: whose the account is, or who has or had one of its tasks. */
    private static boolean isVisible(HeldPlay held, Caller caller) {
        return caller.scope().has(held.account().account())
                || held.people().contains(caller.name());
    }

    private static boolean isOver(Run run) {
        return run.play().state() != PlayState.RUNNING && run.play().state() != PlayState.EXITED;
    }

    private static PlayEdit over(Run run) {
        var play = run.play();
        return new PlayEdit.Refused(
                switch (play.state()) {
                    case CLOSED ->
                            "%s closed the play as '%s' already"
                                    .formatted(play.closedBy(), play.outcome());
                    case SKIPPED -> "the play never began: " + play.reason();
                    case COMPLETED, RUNNING, EXITED ->
                            "the play is %s already".formatted(play.state().wireName());
                });
    }

    /** What is missing for a success, by number and in words, and what can be done instead. */
    private static String missing(Run run, Outcomes outcomes) {
        String missing =
                IntStream.range(0, run.criteria().size())
                        .filter(place -> !run.criteria().get(place).met())
                        .mapToObj(place ->
                                "%d (%s)".formatted(place + 1, run.criteria().get(place).text()))
                        .collect(Collectors.joining(", "));
        return "'%s' needs every success criterion, and these are not met: %s; tick what has come"
                        .formatted(outcomes.success(), missing)
                + " about, or close the play as '%s'".formatted(outcomes.failure());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
