package io.keepwell.policy.source;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemes that have a name. */
public final class SignatureSchemes {

    /**
     * What Stripe's, HubSpot's and the libraries of Standard Webhooks use. Zendesk asks for no
     * limit, and gets the same.
     */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final SignatureScheme ZENDESK =
            SignatureScheme.builder(
                            "X-Zendesk-Webhook-Signature",
                            SignatureAlgorithm.HMAC_SHA256,
                            "{timestamp}{body}")
                    .encoding(SignatureEncoding.BASE64)
                    .timestamp(
                            new SignatureTimestamp.InHeader(
                                    "X-Zendesk-Webhook-Signature-Timestamp", TimestampFormat.ISO))
                    .tolerance(TOLERANCE)
                    .build();

    private static final SignatureScheme HUBSPOT_V3 =
            SignatureScheme.builder(
                            "X-HubSpot-Signature-v3",
                            SignatureAlgorithm.HMAC_SHA256,
                            "{method}{url-decoded}{body}{timestamp}")
                    .encoding(SignatureEncoding.BASE64)
                    .timestamp(
                            new SignatureTimestamp.InHeader(
                                    "X-HubSpot-Request-Timestamp", TimestampFormat.EPOCH_MILLIS))
                    .tolerance(TOLERANCE)
                    .build();

    private static final SignatureScheme HUBSPOT_V2 = hubSpot("v2", "{secret}{method}{url}{body}");

    private static final SignatureScheme HUBSPOT_V1 = hubSpot("v1", "{secret}{body}");

    /**
     * What HubSpot itself may send, the strongest first. The first whose headers are there decides:
     * a request with a wrong v3 signature is wrong, whatever its v1 signature is. Nobody without
     * the secret or a request of HubSpot's gains anything by the choice, as all three need the
     * secret. Who has got hold of a request does: HubSpot signs it by v1 or v2 too, so he can leave
     * v3 and its timestamp away and repeat the rest after any time, and what v1 does not sign, the
     * URL, he can change. No check of a single request can see that. What is left to him is small:
     * an event of the same id is accepted once, as long as ids are remembered; and v1 and v2 being
     * plain digests that can be lengthened, and strings of which one can end where another begins,
     * make no other body that is still JSON. Who gets v3, which is every app that is installed by
     * OAuth, should name {@code hubspot-v3}, which shuts him out.
     */
    private static final List<SignatureScheme> HUBSPOT =
            List.of(HUBSPOT_V3, HUBSPOT_V2, HUBSPOT_V1);

    private static final SignatureScheme STRIPE =
            SignatureScheme.builder(
                            "Stripe-Signature",
                            SignatureAlgorithm.HMAC_SHA256,
                            "{timestamp}.{body}")
                    .list(new SignatureList.Pairs("v1"))
                    .timestamp(new SignatureTimestamp.InPair("t", TimestampFormat.EPOCH_SECONDS))
                    .tolerance(TOLERANCE)
                    .build();

    private static final SignatureScheme INTERCOM =
            SignatureScheme.builder("X-Hub-Signature", SignatureAlgorithm.HMAC_SHA1, "{body}")
                    .prefix("sha1=")
                    .build();

    private static final SignatureScheme GITHUB =
            SignatureScheme.builder("X-Hub-Signature-256", SignatureAlgorithm.HMAC_SHA256, "{body}")
                    .prefix("sha256=")
                    .build();

    /**
     * Both kinds of Standard Webhooks stand in the same header and differ by their prefixes; which
     * is meant is not for the sender of a request to say, so each has a name of its own.
     */
    private static final SignatureScheme STANDARD_WEBHOOKS =
            standardWebhooks(SignatureAlgorithm.HMAC_SHA256, "v1,");

    private static final SignatureScheme STANDARD_WEBHOOKS_ED25519 =
            standardWebhooks(SignatureAlgorithm.ED25519, "v1a,");

    private static final List<Map.Entry<String, List<SignatureScheme>>> NAMED =
            List.of(
                    entry("zendesk", List.of(ZENDESK)),
                    entry("hubspot", HUBSPOT),
                    entry("hubspot-v3", List.of(HUBSPOT_V3)),
                    entry("hubspot-v2", List.of(HUBSPOT_V2)),
                    entry("hubspot-v1", List.of(HUBSPOT_V1)),
                    entry("stripe", List.of(STRIPE)),
                    entry("intercom", List.of(INTERCOM)),
                    entry("standard-webhooks", List.of(STANDARD_WEBHOOKS)),
                    entry("standard-webhooks-ed25519", List.of(STANDARD_WEBHOOKS_ED25519)),
                    entry("github", List.of(GITHUB)));

    private SignatureSchemes() {}

    /**
     * The schemes of a name.
     *
     * @param name in this very case
     * @return one, or the alternatives in the order in which {@link SignatureVerifier} is to look
     *     for them; empty when nothing has this name
     */
    public static Optional<List<SignatureScheme>> named(String name) {
        return NAMED.stream()
                .filter(named -> named.getKey().equals(name))
                .findAny()
                .map(Map.Entry::getValue);
    }

    /**
     * All names.
     *
     * @return in the order in which people should read of them
     */
    public static List<String> names() {
        return NAMED.stream().map(Map.Entry::getKey).toList();
    }

    private static SignatureScheme hubSpot(String version, String message) {
        return SignatureScheme.builder("X-HubSpot-Signature", SignatureAlgorithm.SHA256, message)
                .required(new RequiredHeader("X-HubSpot-Signature-Version", version))
                .build();
    }

    private static SignatureScheme standardWebhooks(SignatureAlgorithm algorithm, String prefix) {
        return SignatureScheme.builder(
                        "webhook-signature", algorithm, "{header:webhook-id}.{timestamp}.{body}")
                .list(new SignatureList.SpaceSeparated())
                .prefix(prefix)
                .encoding(SignatureEncoding.BASE64)
                .secretForm(SecretForm.BASE64)
                .timestamp(
                        new SignatureTimestamp.InHeader(
                                "webhook-timestamp", TimestampFormat.EPOCH_SECONDS))
                .tolerance(TOLERANCE)
                .build();
    }
}
