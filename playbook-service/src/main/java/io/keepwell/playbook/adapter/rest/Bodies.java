package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.Require;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people say when they work a task, and what is wrong with it. */
final class Bodies {

    static final int OUTCOME_MAX = 2_000;

    private Bodies() {}

    /**
     * A task is done.
     *
     * @param outcome what came of it
     */
    @Schema(name = "Completion", description = "What came of a task.")
    record Completion(
            @Schema(
                            description = "What came of it, in a few words.",
                            required = true,
                            minLength = 1,
                            maxLength = OUTCOME_MAX,
                            examples = "The call took place; the sponsor asks for a roadmap.")
                    @Nullable String outcome) {

        Optional<Response> problem() {
            return wrong(
                    "outcome", outcome, (field, text) -> Require.text(field, text, OUTCOME_MAX));
        }
    }

    /**
     * A task goes to somebody.
     *
     * @param owner whose it is to be
     */
    @Schema(name = "Reassignment", description = "Whose a task is to be.")
    record Reassignment(
            @Schema(
                            description = "Who is to do it, as accounts name their managers.",
                            required = true,
                            minLength = 1,
                            maxLength = Require.ID_LENGTH_MAX,
                            examples = "sam")
                    @Nullable String owner) {

        Optional<Response> problem() {
            return wrong("owner", owner, Require::id);
        }
    }

    /**
     * Leave for a task is given.
     *
     * @param note under which terms
     */
    @Schema(name = "ApprovalGiven", description = "That a task may be done.")
    record ApprovalGiven(
            @Schema(
                            description = "Under which terms, if any.",
                            minLength = 1,
                            maxLength = OUTCOME_MAX,
                            examples = "10 % for one year at most")
                    @Nullable String note) {

        Optional<Response> problem() {
            return note == null
                    ? Optional.empty()
                    : wrong("note", note, (field, text) -> Require.text(field, text, OUTCOME_MAX));
        }
    }

    /**
     * Leave for a task is not given.
     *
     * @param reason why
     */
    @Schema(name = "ApprovalRefused", description = "That a task may not be done.")
    record ApprovalRefused(
            @Schema(
                            description = "Why.",
                            required = true,
                            minLength = 1,
                            maxLength = OUTCOME_MAX,
                            examples = "Their budget is not the cause.")
                    @Nullable String reason) {

        Optional<Response> problem() {
            return wrong("reason", reason, (field, text) -> Require.text(field, text, OUTCOME_MAX));
        }
    }

    /**
     * A success criterion has come about, or has not after all.
     *
     * @param criterion which, from 1
     * @param met whether it has
     */
    @Schema(name = "Tick", description = "Whether a success criterion has come about.")
    record Tick(
            @Schema(
                            description = "Its number, as the play tells it.",
                            required = true,
                            minimum = "1",
                            examples = "1")
                    @Nullable Integer criterion,
            @Schema(description = "False takes a tick back. True without.", examples = "true")
                    @Nullable Boolean met) {

        Optional<Response> problem() {
            return criterion == null
                    ? Optional.of(wrongField("criterion", "must be there: the criterion's number"))
                    : Optional.empty();
        }

        int number() {
            return criterion == null ? 0 : criterion;
        }

        boolean saysMet() {
            return met == null || met;
        }
    }

    /**
     * What came of a play.
     *
     * @param outcome in a word of the play's
     * @param reason what is to be said besides
     */
    @Schema(name = "Closing", description = "What came of a play.")
    record Closing(
            @Schema(
                            description = "In one of the play's words.",
                            required = true,
                            minLength = 1,
                            examples = "saved")
                    @Nullable String outcome,
            @Schema(
                            description = "What is to be said besides.",
                            minLength = 1,
                            maxLength = OUTCOME_MAX,
                            examples = "They signed for two years.")
                    @Nullable String reason) {

        Optional<Response> problem() {
            Optional<Response> wrong =
                    wrong(
                            "outcome",
                            outcome,
                            (field, text) -> Require.text(field, text, OUTCOME_MAX));
            return wrong.isPresent() || reason == null
                    ? wrong
                    : wrong(
                            "reason",
                            reason,
                            (field, text) -> Require.text(field, text, OUTCOME_MAX));
        }
    }

    /** What is wrong with a body, or what comes of it. */
    static Uni<Response> ifRight(Optional<Response> problem, Supplier<Uni<Response>> then) {
        return problem.map(it -> Uni.createFrom().item(it)).orElseGet(then);
    }

    private static Optional<Response> wrong(
            String field, @Nullable String text, BinaryOperator<String> check) {
        if (text == null || text.isBlank()) {
            return Optional.of(wrongField(field, "must be there and not blank"));
        }
        try {
            String _ = check.apply(field, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(wrongField(field, "" + e.getMessage()));
        }
    }

    static Response wrongField(String field, String detail) {
        return ProblemResponses.of(
                ProblemType.UNPROCESSABLE.withErrors(
                        "correct what the errors name",
                        List.of(new Problem.FieldError("/" + field, detail))));
    }
}
