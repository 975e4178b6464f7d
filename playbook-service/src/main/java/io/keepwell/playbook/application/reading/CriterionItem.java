package io.keepwell.playbook.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.play.Criterion;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A success criterion as people see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Criterion", description = "What must have come about for the play to have worked.")
public record CriterionItem(
        @Schema(description = "By which it is ticked, from 1.", required = true, examples = "1")
                int number,
        @Schema(
                        description = "In words.",
                        required = true,
                        examples = "Executive meeting completed")
                String text,
        @Schema(description = "Whether it has come about.", required = true) boolean met,
        @Schema(description = "When somebody said so.") @Nullable Instant metAt,
        @Schema(description = "Who said so.") @Nullable String metBy) {

    /**
     * Shows criteria.
     *
     * @param criteria in their order
     * @return the items
     */
    public static List<CriterionItem> of(List<Criterion> criteria) {
        return IntStream.range(0, criteria.size())
                .mapToObj(place -> {
                    Criterion it = criteria.get(place);
                    return new CriterionItem(
                            place + 1, it.text(), it.met(), it.metAt(), it.metBy());
                })
                .toList();
    }
}
