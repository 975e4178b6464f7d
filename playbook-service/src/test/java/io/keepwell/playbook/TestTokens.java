package io.keepwell.playbook;

import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
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
    public static String of(TokenHolder holder) {
        Instant now = Instant.now();
        return KEY.sign(holder, SigningKey.ISSUER, now, now.plus(Duration.ofMinutes(10)));
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
