package io.keepwell.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.policy.source.MessageTemplate.Part;
import io.keepwell.policy.source.MessageTemplate.Placeholder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSchemeTest {

    private static final SignatureTimestamp STAMP =
            new SignatureTimestamp.InHeader("X-Time", TimestampFormat.EPOCH_SECONDS);

    @Test
    void shouldTakeATemplateApart() {
        var template = MessageTemplate.parse("v0:{timestamp}:{header:X-Id}{body}!");

        assertThat(template.parts())
                .containsExactly(
                        new Part.Literal("v0:"),
                        new Part.Value(Placeholder.TIMESTAMP),
                        new Part.Literal(":"),
                        new Part.Header("X-Id"),
                        new Part.Value(Placeholder.BODY),
                        new Part.Literal("!"));
        assertThat(template.headers()).containsExactly("X-Id");
        assertThat(template).hasToString("v0:{timestamp}:{header:X-Id}{body}!");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryPlaceholderByItsWord(Placeholder placeholder) {
        assertThat(MessageTemplate.parse("{body}" + placeholder).has(placeholder)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bodi", "BODY", "", " body", "body ", "url_decoded", "headers:X", "{body"})
    void shouldNameAPlaceholderThatDoesNotExistAndThoseThatDo(String word) {
        assertThatThrownBy(() -> MessageTemplate.parse("{body}{" + word + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the message has {%s}, which does not exist; there are {timestamp}, {body},"
                                + " {method}, {url}, {url-decoded}, {secret} and {header:NAME}",
                        word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{timestamp}", "body"})
    void shouldRefuseAMessageWithoutTheBody(String text) {
        assertThatThrownBy(() -> MessageTemplate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the message must hold {body}");
    }

    @Test
    void shouldRefuseABraceWithoutTheOther() {
        assertThatThrownBy(() -> MessageTemplate.parse("{body}.{timestamp"))
                .hasMessage("the message has a { without a } behind it: '{timestamp'");
        assertThatThrownBy(() -> MessageTemplate.parse("{body}.timestamp}"))
                .hasMessage("the message has a } without a { before it: '.timestamp}'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Y", "X:", "ä"})
    void shouldRefuseWhatIsNoHeadersName(String name) {
        assertThatThrownBy(() -> MessageTemplate.parse("{body}{header:" + name + "}"))
                .hasMessageContaining("must be the name of a header, was '%s'", name);
        assertThatThrownBy(() -> hmac("{body}", name).build())
                .hasMessage(
                        "the header of the signature must be the name of a header, was '%s'", name);
        assertThatThrownBy(
                        () -> new SignatureTimestamp.InHeader(name, TimestampFormat.EPOCH_SECONDS))
                .hasMessageContaining("the header of the timestamp");
        assertThatThrownBy(() -> new RequiredHeader(name, "v1"))
                .hasMessageContaining("the required header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1=", "v,1", "v 1"})
    void shouldRefuseAKeyThatNoPairCanHave(String key) {
        assertThatThrownBy(() -> new SignatureList.Pairs(key))
                .hasMessageStartingWith("the key of the signature must be a word");
        assertThatThrownBy(() -> new SignatureTimestamp.InPair(key, TimestampFormat.ISO))
                .hasMessageStartingWith("the key of the timestamp must be a word");
    }

    @Test
    void shouldRefuseARequiredHeaderWithoutAValue() {
        assertThatThrownBy(() -> new RequiredHeader("X-Version", " "))
                .hasMessage("the required header X-Version must have a value");
    }

    @Test
    void shouldRefuseATimestampOfWhichNobodyKnowsWhereItIs() {
        assertThatThrownBy(() -> hmac("{timestamp}{body}", "X-Sig").build())
                .hasMessage(
                        "the message holds {timestamp}, but nothing says where the timestamp is");
    }

    @Test
    void shouldRefuseAToleranceWithoutATimestamp() {
        assertThatThrownBy(() -> hmac("{body}", "X-Sig").tolerance(Duration.ofMinutes(5)).build())
                .hasMessage("there is a tolerance, but nothing says where the timestamp is");
    }

    @Test
    void shouldRefuseAToleranceForATimestampThatAnybodyCanWrite() {
        assertThatThrownBy(() ->
                        hmac("{body}", "X-Sig")
                                .timestamp(STAMP)
                                .tolerance(Duration.ofMinutes(5))
                                .build())
                .hasMessageStartingWith(
                        "there is a tolerance, but the message does not hold {timestamp}");
    }

    @Test
    void shouldTakeATimestampForSignedThatIsSignedAsAHeader() {
        assertThatCode(() ->
                        hmac("{header:x-time}{body}", "X-Sig")
                                .timestamp(STAMP)
                                .tolerance(Duration.ofMinutes(5))
                                .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void shouldRefuseAToleranceOfNothing(long seconds) {
        assertThatThrownBy(() ->
                        hmac("{timestamp}{body}", "X-Sig")
                                .timestamp(STAMP)
                                .tolerance(Duration.ofSeconds(seconds))
                                .build())
                .hasMessageStartingWith("the tolerance must be longer than nothing");
    }

    @Test
    void shouldLetATimestampBeOfAnyAgeWithoutATolerance() {
        assertThat(hmac("{timestamp}{body}", "X-Sig").timestamp(STAMP).build().tolerance())
                .isNull();
    }

    @Test
    void shouldRefuseAPlainDigestWithoutTheSecret() {
        assertThatThrownBy(() ->
                        SignatureScheme.builder("X-Sig", SignatureAlgorithm.SHA256, "{body}")
                                .build())
                .hasMessage("the message must hold {secret}: everybody can compute a plain sha256");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHA256")
    void shouldRefuseTheSecretInAMessageThatIsKeyedWithIt(SignatureAlgorithm algorithm) {
        assertThatThrownBy(
                        () -> SignatureScheme.builder("X-Sig", algorithm, "{secret}{body}").build())
                .hasMessage(
                        "the message must not hold {secret}: for %s it is the key",
                        algorithm.word());
    }

    @Test
    void shouldRefuseAPublicKeyAsText() {
        assertThatThrownBy(() ->
                        SignatureScheme.builder("X-Sig", SignatureAlgorithm.ED25519, "{body}")
                                .secretForm(SecretForm.TEXT)
                                .build())
                .hasMessage("for ed25519 the secret is the sender's public key, in base64");
    }

    @Test
    void shouldRefuseATimestampInAPairWhereThereAreNone() {
        assertThatThrownBy(() ->
                        hmac("{timestamp}{body}", "X-Sig")
                                .timestamp(
                                        new SignatureTimestamp.InPair(
                                                "t", TimestampFormat.EPOCH_SECONDS))
                                .build())
                .hasMessageStartingWith("the timestamp is in the pair 't'");
    }

    @Test
    void shouldRefuseOnePairForTwoThings() {
        assertThatThrownBy(() ->
                        hmac("{timestamp}{body}", "X-Sig")
                                .list(new SignatureList.Pairs("t"))
                                .timestamp(
                                        new SignatureTimestamp.InPair(
                                                "t", TimestampFormat.EPOCH_SECONDS))
                                .build())
                .hasMessage("the pair 't' cannot be both the signature and the timestamp");
    }

    @Test
    void shouldRefuseAPrefixThatNoSignatureOfTheListCanHave() {
        assertThatThrownBy(() ->
                        hmac("{body}", "X-Sig")
                                .list(new SignatureList.SpaceSeparated())
                                .prefix("v1 ")
                                .build())
                .hasMessageStartingWith("the prefix 'v1 ' holds what stands between two");
        assertThatThrownBy(() ->
                        hmac("{body}", "X-Sig")
                                .list(new SignatureList.Pairs("v1"))
                                .prefix("a,")
                                .build())
                .hasMessageStartingWith("the prefix 'a,' holds what stands between two");
    }

    @Test
    void shouldTakeTheUsualForWhatIsNotSaid() {
        assertThat(hmac("{body}", "X-Sig").build())
                .isEqualTo(
                        new SignatureScheme(
                                "X-Sig",
                                new SignatureList.Single(),
                                "",
                                SignatureEncoding.HEX,
                                SignatureAlgorithm.HMAC_SHA256,
                                SecretForm.TEXT,
                                MessageTemplate.parse("{body}"),
                                new SignatureTimestamp.None(),
                                null,
                                null));
    }

    @Test
    void shouldSayWhichHeadersARequestNeeds() {
        var scheme = hmac("{header:x-time}{header:X-Id}{body}{header:X-ID}", "X-Sig");

        assertThat(scheme.timestamp(STAMP).build().headers())
                .containsExactly("X-Sig", "X-Time", "X-Id");
    }

    @Test
    void shouldHaveTheNamesThatSourcesUse() {
        assertThat(SignatureSchemes.names())
                .containsExactly(
                        "zendesk",
                        "hubspot",
                        "hubspot-v3",
                        "hubspot-v2",
                        "hubspot-v1",
                        "stripe",
                        "intercom",
                        "standard-webhooks",
                        "standard-webhooks-ed25519",
                        "github")
                .allSatisfy(name -> assertThat(SignatureSchemes.named(name)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Stripe", "hubspot-v4", "none"})
    void shouldNotKnowAnotherName(String name) {
        assertThat(SignatureSchemes.named(name)).isEmpty();
    }

    @Test
    void shouldOfferHubSpotsSchemesTheStrongestFirst() {
        assertThat(SignatureSchemes.named("hubspot"))
                .contains(List.of(only("hubspot-v3"), only("hubspot-v2"), only("hubspot-v1")));
    }

    @Test
    void shouldLimitTheAgeWhereverThereIsATimestamp() {
        assertThat(
                        SignatureSchemes.names().stream()
                                .map(name -> SignatureSchemes.named(name).orElseThrow())
                                .flatMap(List::stream))
                .allSatisfy(scheme ->
                        assertThat(scheme.tolerance() != null)
                                .as(scheme.toString())
                                .isEqualTo(
                                        !(scheme.timestamp() instanceof SignatureTimestamp.None)))
                .filteredOn(scheme -> scheme.tolerance() != null)
                .extracting(SignatureScheme::tolerance)
                .containsOnly(Duration.ofMinutes(5));
    }

    @Test
    void shouldHaveWordsForDocuments() {
        assertThat(SignatureAlgorithm.all())
                .extracting(SignatureAlgorithm::word)
                .containsExactly("hmac-sha256", "hmac-sha1", "hmac-sha512", "sha256", "ed25519");
        assertThat(SignatureEncoding.all())
                .extracting(SignatureEncoding::word)
                .containsExactly("hex", "base64");
        assertThat(SecretForm.all()).extracting(SecretForm::word).containsExactly("text", "base64");
        assertThat(TimestampFormat.all())
                .extracting(TimestampFormat::word)
                .containsExactly("epoch-seconds", "epoch-millis", "iso");
    }

    private static SignatureScheme.Builder hmac(String message, String header) {
        return SignatureScheme.builder(header, SignatureAlgorithm.HMAC_SHA256, message);
    }

    private static SignatureScheme only(String name) {
        return SignatureSchemes.named(name).orElseThrow().getFirst();
    }
}
