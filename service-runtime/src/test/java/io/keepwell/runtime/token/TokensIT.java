package io.keepwell.runtime.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.model.token.SigningKey;
import io.keepwell.runtime.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestTokens.class)
class TokensIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SigningKey KEY = TestTokens.KEY;

    @Test
    void shouldAskForATokenWhereThereIsNone() {
        Response answer = given().get("/secured");

        requireProblem(answer, 401, "KW-4011");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    static Stream<Named<String>> forgeries() throws GeneralSecurityException {
        Instant now = Instant.now();
        String payload = part(claims());
        String none = part(Map.of("alg", "none")) + "." + payload + ".";
        String genuine = KEY.sign(claims());
        return Stream.of(
                Named.of("garbage", "garbage"),
                Named.of("dots", "a.b.c"),
                Named.of("a write key", "kw_" + "a".repeat(43)),
                Named.of("another key", TestTokens.key(8).sign(claims())),
                Named.of("no signature", none),
                Named.of("the public key as a secret", signedWithPublicKey(payload)),
                Named.of(
                        "other claims under its signature",
                        genuine.replace(genuine.split("\\.", -1)[1], part(with("upn", "eve")))),
                Named.of(
                        "expired",
                        KEY.sign(with("exp", now.minus(Duration.ofHours(1)).getEpochSecond()))),
                Named.of("without an end", KEY.sign(without("exp"))),
                Named.of("another issuer", KEY.sign(with("iss", "somebody"))),
                Named.of("no issuer", KEY.sign(without("iss"))));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void shouldNotKnowWhoShowsAForgery(String token) {
        Response answer = as(token).get("/secured");

        requireProblem(answer, 401, "KW-4011");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void shouldRefuseWhoLacksTheRole() {
        Response answer = as(KEY.sign(claims())).get("/secured/ops");

        requireProblem(answer, 403, "KW-4031");
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, , , All[]",
        "csm, , , Own[csm=dana]",
        "lead, , emea, Team[team=emea]",
        "lead, own, , Own[csm=dana]",
        "csm, team, emea, Team[team=emea]",
        "csm, all, , All[]",
        "ops, own, emea, Own[csm=dana]"
    })
    void shouldSeeWhatTheTokenSays(String role, String accounts, String team, String scope) {
        Map<String, Object> claims = with("groups", List.of(role, "staff"));
        claims.put("accounts", accounts);
        claims.put("team", team);
        claims.values().removeIf(it -> it == null);

        Response answer = as(KEY.sign(claims)).get("/secured");

        assertThat(answer.asString()).isEqualTo("Caller[name=dana, scope=%s]".formatted(scope));
    }

    static Stream<Named<Function<String, Response>>> everyResource() {
        return Stream.of("/secured", "/secured/ops", "/lasting")
                .map(path -> Named.of(path, token -> as(token).get(path)));
    }

    @ParameterizedTest
    @MethodSource("everyResource")
    void shouldSayWhatIsMissingInATokenThatMakesNoSense(Function<String, Response> resource) {
        Map<String, Object> claims = with("groups", List.of("lead", "ops", "viewer"));
        claims.put("accounts", "team");

        Response answer = resource.apply(KEY.sign(claims));

        requireProblem(answer, 403, "KW-4031");
        assertThat(answer.jsonPath().getString("detail")).contains("add the claim 'team'");
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, some, 'own, team, all'",
        "accounts, '', 'own, team, all'",
        "groups, staff, 'viewer, csm, lead, ops or admin'",
        "upn, '', upn"
    })
    void shouldSayWhichClaimMakesNoSense(String claim, String value, String told) {
        Object claimed = claim.equals("groups") ? List.of(value) : value;

        Response answer = as(KEY.sign(with(claim, claimed))).get("/secured");

        requireProblem(answer, 403, "KW-4031");
        assertThat(answer.jsonPath().getString("detail")).contains(told);
    }

    @Test
    void shouldNameWhoAsksBySubjectWhereThereIsNothingElse() {
        Map<String, Object> claims = without("upn");
        claims.put("sub", "erin");

        Response answer = as(KEY.sign(claims)).get("/secured");

        assertThat(answer.asString()).contains("name=erin");
    }

    @Test
    void shouldNotTakeOneCallerForAnother() {
        assertThat(as(KEY.sign(claims())).get("/lasting").asString()).isEqualTo("dana");
        assertThat(as(KEY.sign(with("upn", "erin"))).get("/lasting").asString()).isEqualTo("erin");
    }

    @Test
    void shouldNotLetWhatOutlivesARequestKeepItsCaller() {
        Response answer = as(KEY.sign(claims())).get("/lasting/careless");

        requireProblem(answer, 500, "KW-5001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage"})
    void shouldNotAskForATokenWhereNoneIsNeeded(String token) {
        assertThat(as(token).get("/trouble/limited?limit=1").statusCode()).isEqualTo(200);
    }

    private static Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(
                Map.of(
                        "iss",
                        SigningKey.ISSUER,
                        "upn",
                        "dana",
                        "groups",
                        List.of("viewer"),
                        "iat",
                        now,
                        "exp",
                        now + 600));
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> without(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return claims;
    }

    /** Works where a service takes whatever algorithm a token names. */
    private static String signedWithPublicKey(String payload) throws GeneralSecurityException {
        String signed = part(Map.of("alg", "HS256", "typ", "JWT")) + "." + payload;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.publicPem().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return signed
                + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(Map<String, ?> json) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void requireProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }
}
