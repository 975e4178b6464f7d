package io.keepwell.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts as the systems do that send webhooks, signed by hand. */
public final class WebhookSender {

    private WebhookSender() {}

    /** What one of them has sent, as it was recorded. */
    public static String recorded(String name) {
        try (InputStream in = WebhookSender.class.getResourceAsStream("/webhooks/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zendesk, at a moment by its clock. */
    public static Response zendesk(String secret, Instant at, String body) {
        return json().header("X-Zendesk-Webhook-Signature-Timestamp", at.toString())
                .header(
                        "X-Zendesk-Webhook-Signature",
                        base64(hmac("HmacSHA256", secret, at + body)))
                .header("X-Zendesk-Webhook-Invocation-Id", "invocation-of-" + body.hashCode())
                .body(body.getBytes(UTF_8))
                .post("/in/help-desk");
    }

    /** HubSpot, which signs the address that it was given. */
    public static Response hubSpot(String body) {
        String at = Long.toString(Instant.now().toEpochMilli());
        String signed = "POST" + "https://events.acme.example/in/hub" + body + at;
        return json().header("X-HubSpot-Request-Timestamp", at)
                .header(
                        "X-HubSpot-Signature-v3",
                        base64(hmac("HmacSHA256", TestSources.SECRET, signed)))
                .body(body.getBytes(UTF_8))
                .post("/in/hub");
    }

    /** Stripe. */
    public static Response stripe(String body) {
        long at = Instant.now().getEpochSecond();
        return json().header(
                        "Stripe-Signature",
                        "t=%d,v1=%s,v0=00"
                                .formatted(
                                        at,
                                        hex(
                                                hmac(
                                                        "HmacSHA256",
                                                        TestSources.SECRET,
                                                        at + "." + body))))
                .body(body.getBytes(UTF_8))
                .post("/in/billing");
    }

    /** Intercom. */
    public static Response intercom(String body) {
        return json().header(
                        "X-Hub-Signature",
                        "sha1=" + hex(hmac("HmacSHA1", TestSources.SECRET, body)))
                .body(body.getBytes(UTF_8))
                .post("/in/chat");
    }

    /** Salesforce, which shows a key in the address. */
    public static Response salesforce(String key, String body) {
        return given().contentType("text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .body(body.getBytes(UTF_8))
                .post("/in/sales?key=" + key);
    }

    /** GitHub, for which the tests have a mapping of their own. */
    public static Response gitHub(String event, String delivery, String body) {
        return gitHub("/in/bugs", event, delivery, body);
    }

    /** The same, to a source of a test's own. */
    public static Response gitHub(String path, String event, String delivery, String body) {
        return json().header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery)
                .header(
                        "X-Hub-Signature-256",
                        "sha256=" + hex(hmac("HmacSHA256", TestSources.SECRET, body)))
                .body(body.getBytes(UTF_8))
                .post(path);
    }

    private static RequestSpecification json() {
        return given().config(Sender.PLAIN).contentType(Sender.JSON);
    }

    private static byte[] hmac(String algorithm, String secret, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return mac.doFinal(message.getBytes(UTF_8));
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
