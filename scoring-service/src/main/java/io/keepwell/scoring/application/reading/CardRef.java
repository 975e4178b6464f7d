package io.keepwell.scoring.application.reading;

import io.keepwell.model.policy.PolicyRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scorecard in one version. */
@Schema(description = "A scorecard in one version.")
public record CardRef(
        @Schema(required = true, examples = "five-pillar") String id,
        @Schema(description = "The document's content hash.", required = true) String version) {

    static CardRef of(PolicyRef ref) {
        return new CardRef(ref.id(), ref.version());
    }
}
