package io.keepwell.runtime.token;

import io.keepwell.runtime.security.Caller;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads who calls as soon as the token is known to be genuine, so that a token that makes no sense
 * opens nothing, not even what needs no {@link Caller}.
 */
@ApplicationScoped
class CallerAugmentor implements SecurityIdentityAugmentor {

    static final String CALLER = "keepwell.caller";

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom().item(() -> augmented(identity));
    }

    private static SecurityIdentity augmented(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return identity;
        }
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(CALLER, TokenCaller.of(token))
                .build();
    }
}
