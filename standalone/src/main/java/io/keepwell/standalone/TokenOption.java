package io.keepwell.standalone;

import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The token that a command shows to a service: a given one, or one of its own making. */
final class TokenOption {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:KEEPWELL_TOKEN}",
            description =
                    "The access token to show. Default: KEEPWELL_TOKEN, or one made for you with"
                            + " the key of the deployment on this machine")
    private @Nullable String token;

    /**
     * Empty where none was given and none can be made: the service says what it wants. None is made
     * for another machine, which could use it here.
     */
    Optional<String> value(@Nullable URI service, Home home, InstantSource clock) {
        if (token != null && !token.isBlank()) {
            return Optional.of(token.strip());
        }
        var secrets = new Secrets(home.secrets(), new SecureRandom());
        if (!secrets.hasSigningKey() || !isHere(service)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(
                secrets.signingKey()
                        .sign(
                                TokenHolder.of(System.getProperty("user.name"), TokenRole.OPS),
                                SigningKey.ISSUER,
                                now,
                                now.plus(VALID)));
    }

    private static boolean isHere(@Nullable URI service) {
        return service == null
                || (service.getHost() != null && LOOPBACK.contains(service.getHost()));
    }
}
