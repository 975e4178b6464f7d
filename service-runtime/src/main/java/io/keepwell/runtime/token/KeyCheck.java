package io.keepwell.runtime.token;

import io.keepwell.runtime.Settings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start of a service that could check no token: there is no open mode. */
@ApplicationScoped
class KeyCheck {

    private final Instance<SecurityIdentity> identities;
    private final VerificationKey key;

    KeyCheck(
            Instance<SecurityIdentity> identities,
            @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> text,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location) {
        this.identities = identities;
        this.key = new VerificationKey(text.orElse(""), location.orElse(""));
    }

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        if (identities.isResolvable()) {
            Settings.checked(key::checked);
        }
    }
}
