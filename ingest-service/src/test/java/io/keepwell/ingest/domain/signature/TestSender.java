package io.keepwell.ingest.domain.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SignatureSchemes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the systems of others do: written out by hand, and not by the schemes under test. */
enum TestSender {
    ZENDESK("zendesk", "", "X-Zendesk-Webhook-Signature"),
    HUBSPOT_V3("hubspot-v3", "", "X-HubSpot-Signature-v3"),
    HUBSPOT_V2("hubspot-v2", "", "X-HubSpot-Signature"),
    HUBSPOT_V1("hubspot-v1", "", "X-HubSpot-Signature"),
    STRIPE("stripe", "v1=", "Stripe-Signature"),
    INTERCOM("intercom", "sha1=", "X-Hub-Signature"),
    STANDARD("standard-webhooks", "v1,", "webhook-signature"),
    STANDARD_ED25519("standard-webhooks-ed25519", "v1a,", "webhook-signature"),
    GITHUB("github", "sha256=", "X-Hub-Signature-256");

    static final String METHOD = "POST";
    static final String URL = "https://hooks.example.com/in/crm?of=a%2Fb%20c&at=%40home";
    static final String URL_OF_HUBSPOT_V3 = "https://hooks.example.com/in/crm?of=a/b%20c&at=@home";
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    private static final List<KeyPair> PAIRS = List.of(pair(), pair(), pair());

    private final String scheme;
    private final String prefix;
    private final String header;

    TestSender(String scheme, String prefix, String header) {
        this.scheme = scheme;
        this.prefix = prefix;
        this.header = header;
    }

    List<SignatureScheme> schemes() {
        return SignatureSchemes.named(scheme).orElseThrow();
    }

    /** Where the signature is. */
    String header() {
        return header;
    }

    boolean hasPrefix() {
        return !prefix.isEmpty();
    }

    boolean hasTimestamp() {
        return switch (this) {
            case ZENDESK, HUBSPOT_V3, STRIPE, STANDARD, STANDARD_ED25519 -> true;
            case HUBSPOT_V2, HUBSPOT_V1, INTERCOM, GITHUB -> false;
        };
    }

    boolean isList() {
        return this == STRIPE || this == STANDARD || this == STANDARD_ED25519;
    }

    boolean isBase64() {
        return switch (this) {
            case ZENDESK, HUBSPOT_V3, STANDARD, STANDARD_ED25519 -> true;
            case HUBSPOT_V2, HUBSPOT_V1, STRIPE, INTERCOM, GITHUB -> false;
        };
    }

    /**
     * One of its secrets, as we are told it.
     *
     * @param which 0 to 2
     */
    String secret(int which) {
        return switch (this) {
            case STANDARD -> "whsec_" + base64("canary%d-of-standard-webhooks".formatted(which));
            case STANDARD_ED25519 -> "whpk_" + base64(publicKey(PAIRS.get(which)));
            case STRIPE -> "whsec_canary" + which;
            default -> "canary%d-äöü".formatted(which);
        };
    }

    /** The signature of a request. */
    byte[] sign(int which, Instant at, byte[] body) {
        String stamp = stamp(at);
        byte[] key = secret(which).getBytes(UTF_8);
        return switch (this) {
            case ZENDESK -> hmac("HmacSHA256", key, stamp, body);
            case HUBSPOT_V3 -> hmac("HmacSHA256", key, METHOD, URL_OF_HUBSPOT_V3, body, stamp);
            case HUBSPOT_V2 -> sha256(key, METHOD, URL, body);
            case HUBSPOT_V1 -> sha256(key, body);
            case STRIPE -> hmac("HmacSHA256", key, stamp, ".", body);
            case INTERCOM -> hmac("HmacSHA1", key, body);
            case GITHUB -> hmac("HmacSHA256", key, body);
            case STANDARD ->
                    hmac(
                            "HmacSHA256",
                            "canary%d-of-standard-webhooks".formatted(which).getBytes(UTF_8),
                            ID + "." + stamp + ".",
                            body);
            case STANDARD_ED25519 -> ed25519(PAIRS.get(which), ID + "." + stamp + ".", body);
        };
    }

    /** The timestamp as it is written. */
    String stamp(Instant at) {
        return switch (this) {
            case ZENDESK -> at.toString();
            case HUBSPOT_V3 -> Long.toString(at.toEpochMilli());
            default -> Long.toString(at.getEpochSecond());
        };
    }

    String encode(byte[] signature) {
        return isBase64() ? base64(signature) : HexFormat.of().formatHex(signature);
    }

    String encodeAsNobodyExpects(byte[] signature) {
        return isBase64() ? HexFormat.of().formatHex(signature) : base64(signature);
    }

    /** The headers with some signatures, which are encoded but have no prefix yet. */
    Map<String, String> headers(Instant at, String... signatures) {
        return headersOf(at, Arrays.stream(signatures).map(one -> prefix + one).toList());
    }

    /** The headers with some signatures as they are. */
    Map<String, String> headersOf(Instant at, List<String> signatures) {
        var headers = new HashMap<String, String>();
        switch (this) {
            case ZENDESK -> headers.put("X-Zendesk-Webhook-Signature-Timestamp", stamp(at));
            case HUBSPOT_V3 -> headers.put("X-HubSpot-Request-Timestamp", stamp(at));
            case HUBSPOT_V2 -> headers.put("X-HubSpot-Signature-Version", "v2");
            case HUBSPOT_V1 -> headers.put("X-HubSpot-Signature-Version", "v1");
            case STANDARD, STANDARD_ED25519 -> {
                headers.put("webhook-id", ID);
                headers.put("webhook-timestamp", stamp(at));
            }
            case STRIPE, INTERCOM, GITHUB -> {}
        }
        var all = new ArrayList<String>(signatures);
        if (this == STRIPE) {
            all.addFirst("t=" + stamp(at));
        }
        headers.put(header, String.join(this == STRIPE ? "," : " ", all));
        return headers;
    }

    private static byte[] hmac(String name, byte[] key, Object... parts) {
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(joined(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(Object... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(joined(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] ed25519(KeyPair pair, Object... parts) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(joined(parts));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] joined(Object... parts) {
        var all = new ByteArrayOutputStream();
        for (Object part : parts) {
            all.writeBytes(part instanceof byte[] bytes ? bytes : part.toString().getBytes(UTF_8));
        }
        return all.toByteArray();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The last 32 bytes of X.509 are the key itself. */
    private static byte[] publicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
