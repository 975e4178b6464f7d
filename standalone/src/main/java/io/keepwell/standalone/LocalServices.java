package io.keepwell.standalone;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Services;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services of the deployment that runs in a home, with tokens of its own making. */
final class LocalServices implements Services.Finder {

    private static final Duration TOKEN_VALID = Duration.ofMinutes(5);

    private final Home home;
    private final InstantSource clock;

    LocalServices(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Services as(@Nullable String name) {
        Deployment running = running();
        Supplier<String> token = tokens(name);
        return new Services(
                api(running.scoring(), token),
                api(running.alerting(), token),
                api(running.playbook(), token));
    }

    /** Scoring, for who sees to the deployment. */
    ServiceApi operations() {
        return api(
                running().scoring(),
                tokensOf(TokenHolder.of(System.getProperty("user.name"), TokenRole.OPS)));
    }

    /** All three, for who administers the deployment. */
    Services administration() {
        Deployment running = running();
        Supplier<String> token =
                tokensOf(TokenHolder.of(System.getProperty("user.name"), TokenRole.ADMIN));
        return new Services(
                api(running.scoring(), token),
                api(running.alerting(), token),
                api(running.playbook(), token));
    }

    private Deployment running() {
        return Deployment.running(home)
                .orElseThrow(() ->
                        new ServiceApi.UnreachableException(
                                "nothing runs in %s; start it with ./keepwell up"
                                        .formatted(home.folder())));
    }

    private static ServiceApi api(String service, Supplier<String> token) {
        return new ServiceApi(
                URI.create(service), () -> Optional.of(token.get()), ServiceApi.Cures.HERE);
    }

    /** A token of somebody who leads all managers. */
    String token() {
        return tokens(null).get();
    }

    /** Makes a token a request: of a manager, or of somebody who leads them all. */
    private Supplier<String> tokens(@Nullable String name) {
        return tokensOf(
                name == null
                        ? TokenHolder.of(
                                System.getProperty("user.name"),
                                EnumSet.of(TokenRole.LEAD),
                                AccountsSeen.ALL,
                                null)
                        : TokenHolder.of(name, EnumSet.of(TokenRole.CSM), AccountsSeen.OWN, null));
    }

    private Supplier<String> tokensOf(TokenHolder holder) {
        SigningKey key = new Secrets(home.secrets(), new SecureRandom()).signingKey();
        return () -> {
            Instant now = clock.instant();
            return key.sign(holder, SigningKey.ISSUER, now, now.plus(TOKEN_VALID));
        };
    }
}
