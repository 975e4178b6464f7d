package io.keepwell.scoring;

import static io.restassured.RestAssured.given;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.restassured.specification.RequestSpecification;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Requests of somebody: the tests' issuer. */
public final class TestTokens {

    /** Who {@link #asAdmin} is. */
    public static final String ADMIN = "dana";

    /** The same in every class loader of a run. */
    static final SigningKey KEY = key();

    private TestTokens() {}

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

    private static RequestSpecification as(TokenHolder holder) {
        Instant now = Instant.now();
        String token = KEY.sign(holder, SigningKey.ISSUER, now, now.plus(Duration.ofMinutes(10)));
        return given().header("Authorization", "Bearer " + token);
    }

    private static SigningKey key() {
        try {
            var chance = SecureRandom.getInstance("SHA1PRNG");
            chance.setSeed(7);
            return SigningKey.generate(chance);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
