package io.keepwell.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keepwell.model.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnattributedEventV1Test {

    private static final Instant AT = Instant.parse("2026-11-03T09:15:28Z");

    @Test
    void shouldLieWithTheUserWhoeverDidIt() {
        assertThat(by(null).messageKey()).isEqualTo("org-360");
        assertThat(by("requester-17").messageKey()).isEqualTo("org-360");
    }

    @Test
    void shouldRefuseAnActorWhoseIdIsBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> by(""))
                .withMessage("actorId must not be blank or begin or end with a space, was ''");
    }

    private static UnattributedEventV1 by(@Nullable String actorId) {
        return new UnattributedEventV1(
                "e-1",
                new SourceName("zendesk"),
                "org-360",
                new EventType("support.ticket-opened"),
                AT,
                AT,
                null,
                Attributes.NONE,
                actorId);
    }
}
