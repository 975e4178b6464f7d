package io.keepwell.engine.explain;

import io.keepwell.engine.judge.PartKey;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the difference between two scores.
 *
 * @param part why, of what, and by how many points
 * @param before what its measure read then; absent without data, and where it is of no measure
 * @param after what its measure reads after it; absent likewise
 * @param causes what brought the steps about in which it moved, the latest first, each of them an
 *     event
 */
public record DifferencePart(
        ChangePart part,
        @Nullable BigDecimal before,
        @Nullable BigDecimal after,
        List<Cause> causes) {

    static final Comparator<DifferencePart> LARGEST_FIRST =
            Comparator.comparing((DifferencePart it) -> it.part().points().abs()).reversed();

    /** Copies the list. */
    public DifferencePart {
        causes = List.copyOf(causes);
    }

    DifferencePart with(BigDecimal points) {
        return new DifferencePart(PartKey.of(part).part(points), before, after, causes);
    }
}
