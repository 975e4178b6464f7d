package io.keepwell.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentRequestTest {

    private static final SentRequest REQUEST =
            new SentRequest(
                    "/in/bugs", Map.of("X-B", "2", "X-A", "1"), Instant.ofEpochSecond(1, 1), null);

    @Test
    void shouldWriteHeadersInOneOrderAndTimesToTheMillisecond() {
        assertThat(REQUEST.headers()).containsExactly(Map.entry("X-A", "1"), Map.entry("X-B", "2"));
        assertThat(REQUEST.receivedAt()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void shouldBeSentToAPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SentRequest("in/bugs", Map.of(), Instant.EPOCH, null))
                .withMessageContaining("must begin with a slash");
    }

    @Test
    void shouldGiveBackTheBytesThatWereSent() {
        assertThat(replay("é", null).sent()).containsExactly(0xC3, 0xA9);
        assertThat(replay(null, "/wA=").sent()).containsExactly(0xFF, 0);
    }

    @Test
    void shouldHaveOneBodyThatCanBeRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> replay(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> replay("a", "/wA="));
        assertThatIllegalArgumentException().isThrownBy(() -> replay(null, "no Base64"));
    }

    private static ReplayRequestedV1 replay(@Nullable String body, @Nullable String base64) {
        return new ReplayRequestedV1(
                new UUID(0, 1),
                new UUID(0, 2),
                new SourceName("bugs"),
                Instant.EPOCH,
                "dana",
                "application/json",
                body,
                base64,
                REQUEST);
    }
}
