package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A play with its tasks. */
@Schema(description = "A play with its tasks.")
public record PlayDetail(
        @JsonUnwrapped PlayItem run,
        @Schema(
                        description = "What must have come about for the play to have worked.",
                        required = true)
                List<String> successCriteria,
        @Schema(
                        description = "The same, numbered, and as far as they have come about.",
                        required = true)
                List<CriterionItem> criteria,
        @Schema(
                        description =
                                "What it may be closed with: the first when all success criteria"
                                        + " are met, the other whatever is. Empty where its tasks"
                                        + " are all there is to it.",
                        required = true)
                List<String> outcomes,
        @Schema(description = "Its tasks, in the order of the play.", required = true)
                List<TaskItem> tasks) {

    /** Copies the lists. */
    public PlayDetail {
        successCriteria = List.copyOf(successCriteria);
        criteria = List.copyOf(criteria);
        outcomes = List.copyOf(outcomes);
        tasks = List.copyOf(tasks);
    }
}
