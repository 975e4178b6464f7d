package io.keepwell.runtime.token;

import io.keepwell.model.token.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;

/** The issuer of the tests. */
public final class TestTokens implements QuarkusTestResourceLifecycleManager {

    /** The same in every class loader of a run. */
    static final SigningKey KEY = key(7);

    @Override
    public Map<String, String> start() {
        return Map.of("mp.jwt.verify.publickey", KEY.publicPem());
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    static SigningKey key(long seed) {
        try {
            var chance = SecureRandom.getInstance("SHA1PRNG");
            chance.setSeed(seed);
            return SigningKey.generate(chance);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
