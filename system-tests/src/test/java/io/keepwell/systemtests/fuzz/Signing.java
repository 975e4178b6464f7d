package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as those do who send webhooks. */
final class Signing {

    /** Where the senders of webhooks find the service. */
    static final String PUBLIC_URL = "https://events.acme.example";

    private Signing() {}

    static void zendesk(Draft draft) {
        String at = Instant.now().toString();
        draft.header("X-Zendesk-Webhook-Signature-Timestamp", at)
                .header(
                        "X-Zendesk-Webhook-Signature",
                        base64(hmac("HmacSHA256", at.getBytes(UTF_8), draft.body())));
    }

    static void hubSpot(Draft draft) {
        String at = Long.toString(Instant.now().toEpochMilli());
        draft.header("X-HubSpot-Request-Timestamp", at)
                .header(
                        "X-HubSpot-Signature-v3",
                        base64(
                                hmac(
                                        "HmacSHA256",
                                        ("POST" + PUBLIC_URL + draft.target()).getBytes(UTF_8),
                                        draft.body(),
                                        at.getBytes(UTF_8))));
    }

    static void stripe(Draft draft) {
        long at = Instant.now().getEpochSecond();
        draft.header(
                "Stripe-Signature",
                "t=%d,v1=%s,v0=00"
                        .formatted(
                                at,
                                hex(hmac("HmacSHA256", (at + ".").getBytes(UTF_8), draft.body()))));
    }

    static void intercom(Draft draft) {
        draft.header("X-Hub-Signature", "sha1=" + hex(hmac("HmacSHA1", draft.body())));
    }

    static void gitHub(Draft draft) {
        draft.header("X-Hub-Signature-256", "sha256=" + hex(hmac("HmacSHA256", draft.body())));
    }

    private static byte[] hmac(String algorithm, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(FuzzSources.SECRET.getBytes(UTF_8), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
