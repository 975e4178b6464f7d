package io.keepwell.runtime.token;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads from the claims of a token who calls. */
final class TokenCaller {

    private static final String ACCOUNTS = "accounts";
    private static final String TEAM = "team";

    private TokenCaller() {}

    /**
     * Reads a token.
     *
     * @param token a genuine one
     * @return who calls
     * @throws ClaimsException when its claims make no sense
     */
    static Caller of(JsonWebToken token) {
        try {
            String accounts = text(token, ACCOUNTS);
            var holder =
                    TokenHolder.of(
                            // upn, or preferred_username, or sub
                            Optional.ofNullable(token.getName()).orElse(""),
                            token.getGroups().stream()
                                    .map(TokenRole::of)
                                    .flatMap(Optional::stream)
                                    .collect(Collectors.toSet()),
                            accounts == null ? null : AccountsSeen.of(accounts),
                            text(token, TEAM));
            return new Caller(holder.name(), scope(holder));
        } catch (IllegalArgumentException nonsense) {
            throw new ClaimsException("" + nonsense.getMessage());
        }
    }

    private static Scope scope(TokenHolder holder) {
        return switch (holder.accounts()) {
            case OWN -> new Scope.Own(holder.name());
            case TEAM -> new Scope.Team(Objects.requireNonNull(holder.team()));
            case ALL -> new Scope.All();
        };
    }

    private static @Nullable String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException("the claim '%s' must be a text".formatted(claim));
    }
}
