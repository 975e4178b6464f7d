package io.keepwell.ingest.domain.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.ingest.domain.signature.SignatureResult.Expired;
import io.keepwell.ingest.domain.signature.SignatureResult.Missing;
import io.keepwell.ingest.domain.signature.SignatureResult.Refused;
import io.keepwell.ingest.domain.signature.SignatureResult.Unreadable;
import io.keepwell.ingest.domain.signature.SignatureResult.Valid;
import io.keepwell.ingest.domain.signature.SignatureResult.Wrong;
import io.keepwell.policy.source.SignatureAlgorithm;
import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SignatureSchemes;
import io.keepwell.policy.source.SignatureTimestamp;
import io.keepwell.policy.source.TimestampFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

    private static final Instant AT = Instant.parse("2024-04-17T17:18:10Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final byte[] BODY = "{\"a\": 1, \"ä\": [\"\\u20ac\"]}\r\n".getBytes(UTF_8);
    private static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private static final String HOOK = "https://www.example.com/webhook_uri";

    // What others have published.

    @ParameterizedTest
    @MethodSource("published")
    void shouldKnowEveryPublishedSignature(Published sent) {
        var request =
                new SignedRequest(
                        sent.method(),
                        sent.url(),
                        lookup(sent.headers()),
                        sent.body().getBytes(UTF_8),
                        sent.at());

        assertThat(
                        SignatureVerifier.verify(
                                SignatureSchemes.named(sent.scheme()).orElseThrow(),
                                List.of(sent.secret()),
                                request))
                .isEqualTo(new Valid());
    }

    static Stream<Published> published() {
        String quoted = "{'example_field':'example_value'}";
        String json = "{\"example_field\":\"example_value\"}";
        return Stream.of(
                new Published(
                        "zendesk",
                        "secret",
                        "{\"a\":1}",
                        "X-Zendesk-Webhook-Signature",
                        "8iM+oBXTtDxQEp8+cUGg3FSJztBudRDYRgQNbnwbjPs=",
                        "X-Zendesk-Webhook-Signature-Timestamp",
                        "2024-04-17T17:18:10Z",
                        AT),
                // The example of HubSpot's documentation for version 1.
                hubSpot(
                        "v1",
                        "POST",
                        "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,"
                            + "\"occurredAt\":1564113600000,"
                            + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,"
                            + "\"objectId\":123,\"changeSource\":\"CRM\",\"changeFlag\":\"NEW\","
                            + "\"appId\":54321}]",
                        "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"),
                // The examples for version 2.
                hubSpot(
                        "v2",
                        "GET",
                        "",
                        "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"),
                hubSpot(
                        "v2",
                        "POST",
                        json,
                        "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"),
                // The tests of HubSpot's Python and Ruby clients.
                hubSpot(
                        "v1",
                        "POST",
                        quoted,
                        "69fc6631a867edd4f9e9e627fc5c1148e3fbdd8b21837b6d2b8901c1fa57f750"),
                hubSpot(
                        "v2",
                        "POST",
                        quoted,
                        "4fe4e3a7d3cf09db53be39d0a58130e2aaba074ec123a9e355b876a689a1c383"),
                hubSpotV3(quoted, 15000000, "HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw="),
                hubSpotV3(quoted, 1693657560000L, "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="),
                hubSpotV3(quoted, 1700000300000L, "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw="),
                new Published(
                        "stripe",
                        "whsec_test",
                        "{\"a\":1}",
                        "Stripe-Signature",
                        "t=1614556800,v1="
                            + "f2a60f86f2bdd1169572cd27ae5e6522e19b4183bab11c6d3d2ed0082341793f",
                        "",
                        "",
                        Instant.ofEpochSecond(1614556800)),
                new Published(
                        "intercom",
                        "client_secret",
                        "{\"a\":1}",
                        "X-Hub-Signature",
                        "sha1=7de77b61ce6bc7b9dac236c51c81324ef9096674",
                        "",
                        "",
                        AT),
                // The example of GitHub's documentation.
                new Published(
                        "github",
                        "It's a Secret to Everybody",
                        "Hello, World!",
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                        "",
                        "",
                        AT),
                // The tests of Standard Webhooks, and of Svix for the public key.
                standard(
                        "standard-webhooks",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                standard(
                        "standard-webhooks",
                        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="
                                + " v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="
                                + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                standard(
                        "standard-webhooks-ed25519",
                        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo"
                            + "3mNl8EM+m7TBAg=="));
    }

    // For every sender.

    static Stream<TestSender> timed() {
        return Stream.of(TestSender.values()).filter(TestSender::hasTimestamp);
    }

    static Stream<TestSender> untimed() {
        return Stream.of(TestSender.values()).filter(sender -> !sender.hasTimestamp());
    }

    static Stream<TestSender> listing() {
        return Stream.of(TestSender.values()).filter(TestSender::isList);
    }

    static Stream<TestSender> prefixing() {
        return Stream.of(TestSender.values()).filter(TestSender::hasPrefix);
    }

    static Stream<TestSender> inBase64() {
        return Stream.of(TestSender.values()).filter(TestSender::isBase64);
    }

    static Stream<TestSender> inHex() {
        return Stream.of(TestSender.values()).filter(sender -> !sender.isBase64());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowWhatASenderSigned(TestSender sender) {
        assertThat(verify(sender, signed(sender, 0, BODY), BODY, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowAnEmptyBody(TestSender sender) {
        byte[] none = {};

        assertThat(verify(sender, signed(sender, 0, none), none, AT)).isEqualTo(new Valid());
        assertThat(verify(sender, signed(sender, 0, none), BODY, AT)).isInstanceOf(Wrong.class);
        assertThat(verify(sender, signed(sender, 0, BODY), none, AT)).isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheBytesOfABodyAsTheyAre(TestSender sender) {
        byte[] noText = {(byte) 0xC0, (byte) 0xA0, 0, (byte) 0xFF, '\r', '\n', ' '};

        assertThat(verify(sender, signed(sender, 0, noText), noText, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseABodyOfWhichOneByteWasChanged(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);
        for (int at = 0; at < BODY.length; at++) {
            byte[] changed = BODY.clone();
            changed[at] ^= 1;

            assertThat(verify(sender, headers, changed, AT)).as("%d", at).isInstanceOf(Wrong.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseABodyThatWasCutOrGrew(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);

        assertThat(verify(sender, headers, Arrays.copyOf(BODY, BODY.length - 1), AT))
                .isInstanceOf(Wrong.class);
        assertThat(verify(sender, headers, Arrays.copyOf(BODY, BODY.length + 1), AT))
                .isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseASignatureOfWhichOneBitWasChanged(TestSender sender) {
        byte[] signature = sender.sign(0, AT, BODY);
        for (int at = 0; at < signature.length; at++) {
            byte[] changed = signature.clone();
            changed[at] ^= 0x10;

            assertThat(verify(sender, sender.headers(AT, sender.encode(changed)), BODY, AT))
                    .as("%d", at)
                    .isInstanceOf(Wrong.class);
        }
    }

    @ParameterizedTest
    @MethodSource("timed")
    void shouldRefuseATimestampThatWasNotSigned(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY));

        assertThat(verify(sender, sender.headers(AT.plusSeconds(1), signature), BODY, AT))
                .isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAcceptWhatIsJustInsideOfTheTolerance(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);

        assertThat(verify(sender, headers, BODY, AT.plus(TOLERANCE))).isEqualTo(new Valid());
        assertThat(verify(sender, headers, BODY, AT.minus(TOLERANCE))).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @MethodSource("timed")
    void shouldRefuseWhatIsJustOutsideOfTheTolerance(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);

        assertThat(verify(sender, headers, BODY, AT.plus(TOLERANCE).plusNanos(1)))
                .isInstanceOfSatisfying(
                        Expired.class,
                        expired ->
                                assertThat(expired.detail())
                                        .contains(
                                                " is behind our clock, 0.001 s more than the 300 s"
                                                        + " allowed; set the sender's clock"));
        assertThat(verify(sender, headers, BODY, AT.minus(TOLERANCE).minusSeconds(61)))
                .isInstanceOfSatisfying(
                        Expired.class,
                        expired ->
                                assertThat(expired.detail())
                                        .contains(
                                                " is ahead of our clock, 61 s more than the 300 s"
                                                        + " allowed; set the sender's clock"));
    }

    @ParameterizedTest
    @MethodSource("untimed")
    void shouldAcceptAnyAgeWithoutATimestamp(TestSender sender) {

        assertThat(verify(sender, signed(sender, 0, BODY), BODY, AT.plus(Duration.ofDays(9999))))
                .isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTellAStrangerThatHeIsLate(TestSender sender) {
        assertThat(verify(sender, signed(sender, 2, BODY), BODY, AT.plus(Duration.ofDays(1))))
                .isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseTheOtherEncoding(TestSender sender) {
        String signature = sender.encodeAsNobodyExpects(sender.sign(0, AT, BODY));

        assertThat(verify(sender, sender.headers(AT, signature), BODY, AT))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.detail())
                                        .startsWith("the header " + sender.header() + " must hold ")
                                        .contains(sender.isBase64() ? "base64" : "hex"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseASignatureThatIsNotWrittenAsItShouldBe(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY));
        String half = signature.substring(0, signature.length() / 2);
        String rest = signature.substring(signature.length() / 2);

        assertThat(
                        Stream.of(
                                half,
                                signature.substring(1),
                                signature.substring(0, signature.length() - 1),
                                signature.substring(0, signature.length() - 4),
                                signature + signature,
                                signature + "AAAA",
                                half + "\t" + rest,
                                half + "\n" + rest,
                                half + "!" + rest.substring(1),
                                half + "ä" + rest.substring(1),
                                "\t" + signature,
                                ""))
                .allSatisfy(text ->
                        assertThat(verify(sender, sender.headers(AT, text), BODY, AT))
                                .isInstanceOfAny(Unreadable.class, Missing.class));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseASignatureWithASpaceInIt(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY));
        String spaced = signature.substring(0, 8) + " " + signature.substring(8);

        assertThat(verify(sender, sender.headers(AT, spaced), BODY, AT))
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("inBase64")
    void shouldKnowOnlyOneSpellingOfBase64(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY));
        String bare = signature.replace("=", "");
        char last = bare.charAt(bare.length() - 1);
        String otherBits =
                bare.substring(0, bare.length() - 1)
                        + (char) (last + 1)
                        + "=".repeat(signature.length() - bare.length());

        assertThat(Base64.getDecoder().decode(otherBits)).isEqualTo(sender.sign(0, AT, BODY));
        assertThat(verify(sender, sender.headers(AT, otherBits), BODY, AT))
                .isInstanceOf(Unreadable.class);
        assertThat(verify(sender, sender.headers(AT, bare), BODY, AT))
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("inHex")
    void shouldReadHexadecimalDigitsInEitherCase(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY)).toUpperCase(Locale.ROOT);

        assertThat(verify(sender, sender.headers(AT, signature), BODY, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @MethodSource("prefixing")
    void shouldRefuseAnotherPrefix(TestSender sender) {
        String signature = sender.encode(sender.sign(0, AT, BODY));

        assertThat(Stream.of("", "v9=", "v9,", "SHA1=", "SHA256=", "V1,", "V1="))
                .allSatisfy(prefix ->
                        assertThat(
                                        verify(
                                                sender,
                                                sender.headersOf(AT, List.of(prefix + signature)),
                                                BODY,
                                                AT))
                                .isInstanceOfSatisfying(
                                        Unreadable.class,
                                        unreadable ->
                                                assertThat(unreadable.detail())
                                                        .contains(sender.header(), " behind '")));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowBothSecretsWhileOneReplacesTheOther(TestSender sender) {
        List<String> oldAndNew = List.of(sender.secret(0), sender.secret(1));
        List<String> newAndOld = List.of(sender.secret(1), sender.secret(0));

        for (int which : new int[] {0, 1}) {
            SignedRequest request = request(signed(sender, which, BODY), BODY, AT);

            assertThat(SignatureVerifier.verify(sender.schemes(), oldAndNew, request))
                    .isEqualTo(new Valid());
            assertThat(SignatureVerifier.verify(sender.schemes(), newAndOld, request))
                    .isEqualTo(new Valid());
        }
        assertThat(
                        SignatureVerifier.verify(
                                sender.schemes(),
                                oldAndNew,
                                request(signed(sender, 2, BODY), BODY, AT)))
                .isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @MethodSource("listing")
    void shouldFindTheRightSignatureAmongOthersWhereverItIs(TestSender sender) {
        String right = sender.encode(sender.sign(0, AT, BODY));
        String wrong = sender.encode(sender.sign(2, AT, BODY));

        assertThat(verify(sender, sender.headers(AT, wrong, "rubbish", right), BODY, AT))
                .isEqualTo(new Valid());
        assertThat(verify(sender, sender.headers(AT, right, "", wrong), BODY, AT))
                .isEqualTo(new Valid());
        assertThat(verify(sender, sender.headers(AT, wrong, "rubbish", wrong), BODY, AT))
                .isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @MethodSource("listing")
    void shouldNotLookAtMoreSignaturesThanAnybodySends(TestSender sender) {
        String right = sender.encode(sender.sign(0, AT, BODY));
        // Those of Ed25519 cost more, and strangers can send them.
        int most = sender == TestSender.STANDARD_ED25519 ? 4 : 20;
        String[] all = IntStream.range(0, most).mapToObj(_ -> "rubbish").toArray(String[]::new);
        all[most - 1] = right;
        String[] more = Arrays.copyOf(all, most + 1);
        more[most] = right;

        assertThat(verify(sender, sender.headers(AT, all), BODY, AT)).isEqualTo(new Valid());
        assertThat(verify(sender, sender.headers(AT, more), BODY, AT))
                .isEqualTo(
                        new Unreadable(
                                "the header %s holds more than %d signatures; retire old secrets"
                                        .formatted(sender.header(), most)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotLookAtALongerHeaderThanAnybodySends(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);
        sender.schemes()
                .getFirst()
                .headers()
                .forEach(name -> {
                    var longer = new HashMap<String, String>(headers);
                    longer.put(name, "x".repeat(4097));

                    assertThat(verify(sender, longer, BODY, AT))
                            .isEqualTo(
                                    new Unreadable(
                                            ("the header %s is longer than 4096 characters;"
                                                            + " send a shorter one")
                                                    .formatted(name)));
                });
    }

    @Test
    void shouldReadAHeaderThatIsJustShortEnough() {
        Map<String, String> headers = signed(TestSender.STANDARD, 0, BODY);
        headers.compute(
                "webhook-signature", (_, value) -> value + " " + "x".repeat(4095 - value.length()));

        assertThat(headers.get("webhook-signature")).hasSize(4096);
        assertThat(verify(TestSender.STANDARD, headers, BODY, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameTheHeaderThatIsMissing(TestSender sender) {
        Map<String, String> headers = signed(sender, 0, BODY);
        sender.schemes()
                .getFirst()
                .headers()
                .forEach(name -> {
                    var without = new HashMap<String, String>(headers);
                    without.remove(name);
                    var empty = new HashMap<String, String>(headers);
                    empty.put(name, "");

                    assertThat(verify(sender, without, BODY, AT))
                            .isEqualTo(verify(sender, empty, BODY, AT))
                            .isEqualTo(new Missing(List.of(name), false));
                });
    }

    @ParameterizedTest
    @MethodSource("timed")
    void shouldRefuseATimestampThatIsNone(TestSender sender) {
        String right = sender.stamp(AT);

        assertThat(
                        Stream.of(
                                "now",
                                "-1",
                                "+" + right,
                                " " + right,
                                "9".repeat(16),
                                "9".repeat(19),
                                "9".repeat(99),
                                "1.5e9",
                                "0x1",
                                "١٧١٣٣٧٤٢٩٠",
                                "2024-04-17",
                                "2024-04-17T17:18:10",
                                "2024-04-31T17:18:10Z"))
                .allSatisfy(text -> {
                    Map<String, String> headers = signed(sender, 0, BODY);
                    headers.replaceAll((_, value) -> value.replace(right, text));

                    assertThat(verify(sender, headers, BODY, AT))
                            .isInstanceOfSatisfying(
                                    Unreadable.class,
                                    unreadable ->
                                            assertThat(unreadable.detail()).contains("such as"));
                });
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeHeadersInAnyCase(TestSender sender) {
        var lower = new HashMap<String, String>();
        signed(sender, 0, BODY)
                .forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));

        assertThat(verify(sender, lower, BODY, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayNothingThatIsSecret(TestSender sender) {
        String signature = sender.encode(sender.sign(1, AT, BODY));
        Map<String, String> headers = sender.headers(AT, signature);
        var request = request(headers, BODY, AT);

        assertThat(verify(sender, headers, BODY, AT))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.detail() + refused + request)
                                        .doesNotContain(signature)
                                        .doesNotContain(TestSender.URL)
                                        .doesNotContain("canary")
                                        .contains(sender.header()));
        assertThat(VerifyingKey.of(sender.schemes().getFirst(), sender.secret(0)).toString())
                .startsWith("key for ")
                .hasSizeLessThan(20);
    }

    // The URL.

    @ParameterizedTest
    @EnumSource(names = {"HUBSPOT_V3", "HUBSPOT_V2"})
    void shouldRefuseAnotherUrlOrMethodWhereTheyAreSigned(TestSender sender) {
        HeaderLookup headers = lookup(signed(sender, 0, BODY));

        assertThat(
                        Stream.of(
                                new SignedRequest("PUT", TestSender.URL, headers, BODY, AT),
                                new SignedRequest(
                                        "POST", TestSender.URL + "&x=1", headers, BODY, AT),
                                new SignedRequest(
                                        "POST",
                                        TestSender.URL.replace("https", "http"),
                                        headers,
                                        BODY,
                                        AT)))
                .allSatisfy(request ->
                        assertThat(
                                        SignatureVerifier.verify(
                                                sender.schemes(),
                                                List.of(sender.secret(0)),
                                                request))
                                .isInstanceOfSatisfying(
                                        Wrong.class,
                                        wrong ->
                                                assertThat(wrong.detail())
                                                        .endsWith(
                                                                "or the URL that the sender"
                                                                        + " calls")));
    }

    // Stripe.

    @Test
    void shouldPassOverStripesSignaturesOfVersion0() {
        String right = TestSender.STRIPE.encode(TestSender.STRIPE.sign(0, AT, BODY));
        String wrong = TestSender.STRIPE.encode(TestSender.STRIPE.sign(2, AT, BODY));

        assertThat(stripe("v0=" + right)).isInstanceOf(Unreadable.class);
        assertThat(stripe("v0=" + right, "v1=" + wrong)).isInstanceOf(Wrong.class);
        assertThat(stripe("v0=" + wrong, "v1=" + right)).isEqualTo(new Valid());
    }

    @Test
    void shouldNotChooseBetweenTwoTimestampsOfStripe() {
        String right = "v1=" + TestSender.STRIPE.encode(TestSender.STRIPE.sign(0, AT, BODY));

        assertThat(stripe(right, "t=" + TestSender.STRIPE.stamp(AT)))
                .isEqualTo(
                        new Unreadable(
                                "'t=' in the header Stripe-Signature must be there once, and is 2"
                                        + " times; send it once"));
        assertThat(verify(TestSender.STRIPE, Map.of("Stripe-Signature", right), BODY, AT))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void shouldAllowWhiteSpaceAroundTheCommasOfAList() {
        String right = "v1=" + TestSender.STRIPE.encode(TestSender.STRIPE.sign(0, AT, BODY));
        String stamp = "t=" + TestSender.STRIPE.stamp(AT);
        var headers = Map.of("Stripe-Signature", stamp + " , v0=x,\t" + right + ",,");

        assertThat(verify(TestSender.STRIPE, headers, BODY, AT)).isEqualTo(new Valid());
    }

    // HubSpot, which may sign in three ways.

    @ParameterizedTest
    @EnumSource(names = {"HUBSPOT_V3", "HUBSPOT_V2", "HUBSPOT_V1"})
    void shouldTakeHubSpotsRequestsInEachVersion(TestSender sender) {
        assertThat(hubSpot(signed(sender, 0, BODY), AT)).isEqualTo(new Valid());
        assertThat(hubSpot(signed(sender, 2, BODY), AT)).isInstanceOf(Wrong.class);
    }

    @Test
    void shouldTakeHubSpotsRequestThatIsSignedTwice() {
        Map<String, String> headers = signed(TestSender.HUBSPOT_V1, 0, BODY);
        headers.putAll(signed(TestSender.HUBSPOT_V3, 0, BODY));

        assertThat(hubSpot(headers, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @EnumSource(names = {"HUBSPOT_V2", "HUBSPOT_V1"})
    void shouldNotAcceptAWeakSignatureBesideAStrongOneThatIsWrong(TestSender weak) {
        Map<String, String> headers = signed(weak, 0, BODY);
        headers.putAll(signed(TestSender.HUBSPOT_V3, 2, BODY));

        assertThat(hubSpot(headers, AT)).isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"HUBSPOT_V2", "HUBSPOT_V1"})
    void shouldNotAcceptAWeakSignatureBesideAStrongOneThatIsLate(TestSender weak) {
        Map<String, String> headers = signed(weak, 0, BODY);
        headers.putAll(signed(TestSender.HUBSPOT_V3, 0, BODY));

        assertThat(hubSpot(headers, AT.plus(Duration.ofHours(1)))).isInstanceOf(Expired.class);
    }

    @Test
    void shouldNotAcceptAWeakSignatureBesideAStrongOneThatIsBroken() {
        Map<String, String> headers = signed(TestSender.HUBSPOT_V1, 0, BODY);
        headers.putAll(signed(TestSender.HUBSPOT_V3, 0, BODY));
        var empty = new HashMap<String, String>(headers);
        empty.put("X-HubSpot-Signature-v3", "");
        var rubbish = new HashMap<String, String>(headers);
        rubbish.put("X-HubSpot-Signature-v3", "rubbish");
        var timeless = new HashMap<String, String>(headers);
        timeless.remove("X-HubSpot-Request-Timestamp");

        assertThat(hubSpot(empty, AT)).isInstanceOf(Missing.class);
        assertThat(hubSpot(rubbish, AT)).isInstanceOf(Unreadable.class);
        assertThat(hubSpot(timeless, AT)).isInstanceOf(Missing.class);
    }

    @Test
    void shouldNotTakeASignatureOfOneVersionForThatOfAnother() {
        Map<String, String> headers = signed(TestSender.HUBSPOT_V2, 0, BODY);
        headers.put("X-HubSpot-Signature-Version", "v1");

        assertThat(hubSpot(headers, AT)).isInstanceOf(Wrong.class);
    }

    @Test
    void shouldAcceptNoWeakSignatureWhereOnlyTheStrongOneIsNamed() {
        Map<String, String> headers = signed(TestSender.HUBSPOT_V1, 0, BODY);

        assertThat(verify(TestSender.HUBSPOT_V3, headers, BODY, AT))
                .isEqualTo(
                        new Missing(
                                List.of("X-HubSpot-Signature-v3", "X-HubSpot-Request-Timestamp"),
                                false));
    }

    @Test
    void shouldSayWhatHubSpotMaySend() {
        Map<String, String> headers = signed(TestSender.HUBSPOT_V1, 0, BODY);
        headers.put("X-HubSpot-Signature-Version", "v4");

        assertThat(hubSpot(headers, AT))
                .isEqualTo(
                        new Missing(
                                List.of(
                                        "X-HubSpot-Signature-v3",
                                        "X-HubSpot-Signature-Version: v2",
                                        "X-HubSpot-Signature-Version: v1"),
                                true));
        assertThat(hubSpot(Map.of(), AT))
                .isEqualTo(
                        new Missing(
                                List.of("X-HubSpot-Signature-v3", "X-HubSpot-Signature"), true));
        assertThat(verify(TestSender.HUBSPOT_V1, Map.of(), BODY, AT))
                .isEqualTo(
                        new Missing(
                                List.of("X-HubSpot-Signature", "X-HubSpot-Signature-Version: v1"),
                                false));
    }

    // Standard Webhooks.

    @Test
    void shouldFindTheSignatureOfItsOwnKindBesideTheOther() {
        String symmetric =
                TestSender.STANDARD.headers(AT, sign(TestSender.STANDARD)).get("webhook-signature");
        Map<String, String> headers =
                TestSender.STANDARD_ED25519.headers(AT, sign(TestSender.STANDARD_ED25519));
        headers.merge("webhook-signature", symmetric, (one, other) -> other + " " + one);

        assertThat(verify(TestSender.STANDARD_ED25519, headers, BODY, AT)).isEqualTo(new Valid());
        assertThat(verify(TestSender.STANDARD, headers, BODY, AT)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF})
    void shouldTakeForWrongWhatCannotBeASignatureOfEd25519(int each) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) each);
        String text = Base64.getEncoder().encodeToString(bytes);
        Map<String, String> headers = TestSender.STANDARD_ED25519.headers(AT, text);

        assertThat(verify(TestSender.STANDARD_ED25519, headers, BODY, AT))
                .isInstanceOf(Wrong.class);
    }

    // Schemes of others.

    @Test
    void shouldVerifyASchemeThatSomebodyWrites() {
        // As Slack does.
        List<SignatureScheme> schemes =
                List.of(
                        SignatureScheme.builder(
                                        "X-Slack-Signature",
                                        SignatureAlgorithm.HMAC_SHA256,
                                        "v0:{timestamp}:{body}")
                                .prefix("v0=")
                                .timestamp(
                                        new SignatureTimestamp.InHeader(
                                                "X-Slack-Request-Timestamp",
                                                TimestampFormat.EPOCH_SECONDS))
                                .tolerance(TOLERANCE)
                                .build());
        String body =
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                        + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                        + "&user_name=roadrunner&command=%2Fwebhook-collect&text="
                        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
                        + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var headers =
                Map.of(
                        "X-Slack-Signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                        "X-Slack-Request-Timestamp",
                        "1531420618");

        assertThat(
                        SignatureVerifier.verify(
                                schemes,
                                List.of("8f742231b10e8888abcd99yyyzzz85a5"),
                                request(
                                        headers,
                                        body.getBytes(UTF_8),
                                        Instant.ofEpochSecond(1531420618))))
                .isEqualTo(new Valid());
    }

    @Test
    void shouldVerifySha512() {
        // printf body | openssl dgst -sha512 -hmac secret
        var scheme =
                SignatureScheme.builder("X-Sig", SignatureAlgorithm.HMAC_SHA512, "{body}").build();
        String signature =
                "de4a671e8233987c46a9048b8041bda6296901960022836c15c28023d3f66c37"
                        + "20449af241bdfe2e592c5b2273730cd1df763073e018e60d7313077c5342fde9";

        assertThat(
                        SignatureVerifier.verify(
                                List.of(scheme),
                                List.of("secret"),
                                request(Map.of("X-Sig", signature), "body".getBytes(UTF_8), AT)))
                .isEqualTo(new Valid());
    }

    // Secrets.

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheSecretsOfItsSenders(TestSender sender) {
        assertThatCode(() ->
                        SignatureVerifier.checkSecrets(
                                sender.schemes(), List.of(sender.secret(0), sender.secret(1))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToVerifyWithoutASecret(TestSender sender) {
        SignedRequest request = request(signed(sender, 0, BODY), BODY, AT);

        assertThatThrownBy(() -> SignatureVerifier.verify(sender.schemes(), List.of(), request))
                .hasMessage("there must be a secret");
        assertThatThrownBy(() ->
                        SignatureVerifier.verify(
                                sender.schemes(), List.of(sender.secret(0), ""), request))
                .hasMessage("secret 2 is empty");
        assertThatThrownBy(
                        () -> SignatureVerifier.checkSecrets(sender.schemes(), List.of("canary\n")))
                .hasMessage("secret 1 must not begin or end with white space");
        assertThatThrownBy(() ->
                        SignatureVerifier.verify(List.of(), List.of(sender.secret(0)), request))
                .hasMessage("there must be a scheme to verify by");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD_ED25519")
    void shouldNotTakeAPublicKeyForASecret(TestSender sender) {
        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                sender.schemes(), List.of(TestSender.STANDARD_ED25519.secret(0))))
                .hasMessageStartingWith("secret 1 begins with whpk_, so it is a public key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_!canary", "whsec_canary_", "whsec_MfKQ9r8GKYqrT MfKQ9r8GKYqrT"})
    void shouldNotRepeatASecretThatCannotBeRead(String secret) {
        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                TestSender.STANDARD.schemes(), List.of(secret)))
                .hasMessage("secret 1 must be base64, with or without whsec_")
                .rootCause()
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                TestSender.STANDARD.schemes(), List.of("whsec_")))
                .hasMessage("secret 1 is empty behind whsec_");
    }

    @Test
    void shouldRefuseWhatIsNoPublicKey() {
        List<SignatureScheme> schemes = TestSender.STANDARD_ED25519.schemes();

        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                schemes,
                                List.of("whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=")))
                .hasMessageStartingWith("secret 1 begins with whsk_, so it is the key that only");
        assertThatThrownBy(() -> SignatureVerifier.checkSecrets(schemes, List.of("whpk_AAAA")))
                .hasMessage("secret 1 must be a public key of 32 bytes, has 3");
        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                schemes, List.of("whpk_" + "/".repeat(42) + "8=")))
                .hasMessage("secret 1 is no public key of ed25519");
        assertThatThrownBy(() ->
                        SignatureVerifier.checkSecrets(
                                schemes, List.of(TestSender.STANDARD.secret(0))))
                .hasMessage("secret 1 must be base64, with or without whpk_");
    }

    // Words.

    @Test
    void shouldNameTheHeaderAndTheCure() {
        assertThat(new Missing(List.of("X-Sig"), false).detail())
                .isEqualTo(
                        "the header X-Sig is missing; have the sender sign its requests, and let no"
                                + " proxy take headers away");
        assertThat(new Missing(List.of("X-Sig", "X-Time"), false).detail())
                .startsWith("the headers X-Sig, X-Time are missing; have");
        assertThat(new Missing(List.of("X-Sig", "X-Old"), true).detail())
                .startsWith("one of the headers X-Sig, X-Old is needed; have");
        assertThat(verify(TestSender.GITHUB, signed(TestSender.GITHUB, 2, BODY), BODY, AT))
                .isEqualTo(
                        new Wrong(
                                "the signature in the header X-Hub-Signature-256 is not that of"
                                        + " this request; sign with the secret that is kept here"
                                        + " for this source, and let nothing on the way change the"
                                        + " body"));
        assertThat(verify(TestSender.GITHUB, TestSender.GITHUB.headers(AT, "12"), BODY, AT))
                .isEqualTo(
                        new Unreadable(
                                "the header X-Hub-Signature-256 must hold 32 bytes in hex behind"
                                        + " 'sha256='; see by which scheme the sender signs, and"
                                        + " that the signature came whole"));
    }

    private static String sign(TestSender sender) {
        return sender.encode(sender.sign(0, AT, BODY));
    }

    private static Map<String, String> signed(TestSender sender, int which, byte[] body) {
        return sender.headers(AT, sender.encode(sender.sign(which, AT, body)));
    }

    private static SignatureResult verify(
            TestSender sender, Map<String, String> headers, byte[] body, Instant receivedAt) {
        return SignatureVerifier.verify(
                sender.schemes(), List.of(sender.secret(0)), request(headers, body, receivedAt));
    }

    private static SignatureResult stripe(String... pairs) {
        return verify(TestSender.STRIPE, TestSender.STRIPE.headersOf(AT, List.of(pairs)), BODY, AT);
    }

    private static SignatureResult hubSpot(Map<String, String> headers, Instant receivedAt) {
        return SignatureVerifier.verify(
                SignatureSchemes.named("hubspot").orElseThrow(),
                List.of(TestSender.HUBSPOT_V1.secret(0)),
                request(headers, BODY, receivedAt));
    }

    private static SignedRequest request(
            Map<String, String> headers, byte[] body, Instant receivedAt) {
        return new SignedRequest(
                TestSender.METHOD, TestSender.URL, lookup(headers), body, receivedAt);
    }

    private static HeaderLookup lookup(Map<String, String> headers) {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return anyCase::get;
    }

    private static Published hubSpot(String version, String method, String body, String signature) {
        return new Published(
                "hubspot-" + version,
                SECRET,
                method,
                HOOK,
                body,
                Map.of("X-HubSpot-Signature", signature, "X-HubSpot-Signature-Version", version),
                AT);
    }

    private static Published hubSpotV3(String body, long millis, String signature) {
        return new Published(
                "hubspot-v3",
                SECRET,
                body,
                "X-HubSpot-Signature-v3",
                signature,
                "X-HubSpot-Request-Timestamp",
                Long.toString(millis),
                Instant.ofEpochMilli(millis));
    }

    private static Published standard(String scheme, String secret, String signature) {
        return new Published(
                scheme,
                secret,
                "POST",
                HOOK,
                "{\"test\": 2432232314}",
                Map.of(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        signature),
                Instant.ofEpochSecond(1614265330));
    }

    /** One request and when it was sent. */
    record Published(
            String scheme,
            String secret,
            String method,
            String url,
            String body,
            Map<String, String> headers,
            Instant at) {

        Published(
                String scheme,
                String secret,
                String body,
                String header,
                String signature,
                String timestampHeader,
                String timestamp,
                Instant at) {
            this(
                    scheme,
                    secret,
                    "POST",
                    HOOK,
                    body,
                    timestampHeader.isEmpty()
                            ? Map.of(header, signature)
                            : Map.of(header, signature, timestampHeader, timestamp),
                    at);
        }
    }
}
