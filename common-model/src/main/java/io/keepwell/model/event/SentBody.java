package io.keepwell.model.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was sent, as messages carry it: a text where it is UTF-8, else Base64. */
final class SentBody {

    private SentBody() {}

    /** Checks that it is there exactly once, and can be read. */
    static void requireOne(@Nullable String body, @Nullable String bodyBase64) {
        if ((body == null) == (bodyBase64 == null)) {
            throw new IllegalArgumentException("exactly one of body and bodyBase64 must be there");
        }
        if (bodyBase64 != null) {
            // Throws where it is no Base64: better here than at whoever asks for the bytes.
            var _ = bytes(null, bodyBase64);
        }
    }

    static byte[] bytes(@Nullable String body, @Nullable String bodyBase64) {
        return body != null
                ? body.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(Objects.requireNonNull(bodyBase64));
    }
}
