package io.keepwell.alerting;

import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** The tests' issuer. */
public final class TestTokens {

    /** The same in every class loader of a run. */
    static final SigningKey KEY = key();

    private TestTokens() {}

    /** A token of somebody. */
    private static String of(TokenHolder holder) {
        Instant now = Instant.now();
        return KEY.sign(holder, SigningKey.ISSUER, now, now.plus(Duration.ofMinutes(10)));
    }

    /** All requests from now on are this person's. */
    public static void become(TokenHolder holder) {
        // A builder begins with what is set already: who called before would call too.
        leave();
        RestAssured.requestSpecification =
                new RequestSpecBuilder().addHeader("Authorization", "Bearer " + of(holder)).build();
    }

    /** All requests from now on are nobody's. */
    public static void leave() {
        RestAssured.requestSpecification = null;
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
