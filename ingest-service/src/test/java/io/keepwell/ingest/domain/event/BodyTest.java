package io.keepwell.ingest.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @Test
    void shouldKeepTextAsText() {
        Body body = body("[{\"a\":\"é\"},2]");

        assertThat(body.keep(1, 11)).isEqualTo(new Body.Kept("{\"a\":\"é\"}", null, true));
    }

    @Test
    void shouldKeepBytesThatAreNoTextAsBase64() {
        byte[] bytes = {'{', (byte) 0xFF, '}'};

        assertThat(new Body(bytes).keep(0, 3))
                .isEqualTo(new Body.Kept(null, Base64.getEncoder().encodeToString(bytes), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\", "\u0001", "\n", "é", "€", "😀", "{\"a\":\"\\u0000\"}"})
    void shouldKeepNoMoreThanARecordCanHold(String repeated) throws JsonProcessingException {
        Body body = body(repeated.repeat(2 * Body.KEPT_MAX / repeated.length()));

        Body.Kept kept = body.keep(0, body.length());

        assertThat(kept.whole()).isFalse();
        assertThat(ContractJson.mapper().writeValueAsBytes(kept.text()).length)
                .isBetween(Body.KEPT_MAX / 4, Body.KEPT_MAX + 2);
        assertThat(new String(body.bytes(), StandardCharsets.UTF_8).startsWith("" + kept.text()))
                .isTrue();
    }

    @Test
    void shouldKeepNoMoreOfBytesThanARecordCanHold() {
        byte[] bytes = new byte[2 * Body.KEPT_MAX];
        new Random(1).nextBytes(bytes);

        Body.Kept kept = new Body(bytes).keep(0, bytes.length);

        assertThat(kept.whole()).isFalse();
        assertThat(kept.base64()).hasSizeLessThanOrEqualTo(Body.KEPT_MAX);
        byte[] decoded = Base64.getDecoder().decode(kept.base64());
        assertThat(decoded).isEqualTo(Arrays.copyOf(bytes, decoded.length));
    }

    private static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }
}
