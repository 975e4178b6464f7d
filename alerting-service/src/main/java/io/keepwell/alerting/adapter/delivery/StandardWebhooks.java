package io.keepwell.alerting.adapter.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages as Standard Webhooks says, with a symmetric key. */
public final class StandardWebhooks {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES_MIN = 24;
    private static final int KEY_BYTES_MAX = 64;

    private final SecretKeySpec key;

    /**
     * With one secret.
     *
     * @param secret {@code whsec_} and base64 of 24 to 64 bytes
     * @throws IllegalArgumentException when it is not; the text does not hold the secret
     */
    public StandardWebhooks(String secret) {
        this.key = new SecretKeySpec(bytes(secret), ALGORITHM);
    }

    /**
     * Signs a message.
     *
     * @param id the message's, the same for every attempt
     * @param at when this attempt is made; the second counts
     * @param body what is sent, to the byte
     * @return the header {@code webhook-signature}
     */
    public String signature(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(
                    "%s.%d.".formatted(id, at.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the webhook's secret must begin with " + PREFIX);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException noBase64) {
            // Without its cause, which may quote the secret.
            throw new IllegalArgumentException(
                    "the webhook's secret must be base64 after " + PREFIX);
        }
        if (bytes.length < KEY_BYTES_MIN || bytes.length > KEY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the webhook's secret must be %d to %d bytes long, was %d"
                            .formatted(KEY_BYTES_MIN, KEY_BYTES_MAX, bytes.length));
        }
        return bytes;
    }
}
