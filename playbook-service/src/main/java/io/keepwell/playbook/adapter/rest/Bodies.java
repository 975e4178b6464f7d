package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.Require;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
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

    private static Optional<Response> wrong(
            String field, @Nullable String text, BinaryOperator<String> check) {
        if (text == null || text.isBlank()) {
            return Optional.of(problem(field, "must be there and not blank"));
        }
        try {
            String _ = check.apply(field, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(problem(field, "" + e.getMessage()));
        }
    }

    private static Response problem(String field, String detail) {
        return ProblemResponses.of(
                ProblemType.UNPROCESSABLE.withErrors(
                        "correct what the errors name",
                        List.of(new Problem.FieldError("/" + field, detail))));
    }
}
