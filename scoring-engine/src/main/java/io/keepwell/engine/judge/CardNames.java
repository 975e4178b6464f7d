package io.keepwell.engine.judge;

import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people call the parts of a card.
 *
 * @param card the card, or null where it is not known any more: ids serve as names then
 */
public record CardNames(@Nullable Scorecard card) {

    /**
     * A measure.
     *
     * @param id its id
     * @return the measure, or empty when the card has none such
     */
    public Optional<Measure> measure(String id) {
        return card == null
                ? Optional.empty()
                : card.dimensions().stream()
                        .flatMap(it -> it.measures().stream())
                        .filter(it -> it.id().equals(id))
                        .findFirst();
    }

    /**
     * What people call the thing that a part is of.
     *
     * @param part the part
     * @return a name, or else an id
     */
    public String of(ChangePart part) {
        if (part.measure() != null) {
            return ofMeasure(part.measure());
        }
        if (part.limit() != null) {
            return ofLimit(part.limit()).orElse(part.limit());
        }
        return part.kind() == CauseKind.OVERRIDE
                ? "override"
                : Objects.requireNonNullElse(part.dimension(), "the score");
    }

    /**
     * What people call a limit.
     *
     * @param id its id
     * @return its name, or empty when the card has none such
     */
    public Optional<String> ofLimit(String id) {
        return card == null
                ? Optional.empty()
                : card.limits().stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .map(Limit::name);
    }

    String ofMeasure(String id) {
        return measure(id).map(Measure::name).orElse(id);
    }
}
