package io.keepwell.runtime.testing;

import static io.restassured.RestAssured.given;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuer of the tests, and requests of those whom it knows. */
public final class TestTokens implements QuarkusTestResourceLifecycleManager {

    /** Who {@link #asAdmin} is. */
    public static final String ADMIN = "dana";

    /** The same in every class loader of a run. */
    public static final SigningKey KEY = key(7);

    private static final String AUTHORIZATION = "Authorization";

    @Override
    public Map<String, String> start() {
        return Map.of("mp.jwt.verify.publickey", KEY.publicPem());
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    /** A request of somebody who may everything. */
    public static RequestSpecification asAdmin() {
        return as(TokenHolder.of(ADMIN, TokenRole.ADMIN));
    }

    /** A request of somebody of one role who sees what the role does. */
    public static RequestSpecification as(TokenRole role, String name) {
        return as(TokenHolder.of(name, EnumSet.of(role), null, "any team"));
    }

    /** A request of a customer success manager who sees some accounts. */
    public static RequestSpecification asCsm(
            String name, AccountsSeen accounts, @Nullable String team) {
        return as(TokenHolder.of(name, EnumSet.of(TokenRole.CSM), accounts, team));
    }

    /** A request of somebody. */
    public static RequestSpecification as(TokenHolder holder) {
        return given().header(AUTHORIZATION, bearer(holder));
    }

    /** All requests from now on are this person's. */
    public static void become(TokenHolder holder) {
        // A builder begins with what is set already: who called before would call too.
        leave();
        RestAssured.requestSpecification =
                new RequestSpecBuilder().addHeader(AUTHORIZATION, bearer(holder)).build();
    }

    /** All requests from now on are nobody's. */
    public static void leave() {
        RestAssured.requestSpecification = null;
    }

    /** A key that is the same for the same seed. */
    public static SigningKey key(long seed) {
        try {
            var chance = SecureRandom.getInstance("SHA1PRNG");
            chance.setSeed(seed);
            return SigningKey.generate(chance);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bearer(TokenHolder holder) {
        Instant now = Instant.now();
        return "Bearer "
                + KEY.sign(holder, SigningKey.ISSUER, now, now.plus(Duration.ofMinutes(10)));
    }
}
