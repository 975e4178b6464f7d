package io.keepwell.model.token;

import io.keepwell.model.Require;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who the holder of a token is. Several roles see as much as the one that sees most.
 *
 * @param name as accounts name their managers, 1 to 200 characters: the claim {@code upn}
 * @param roles at least one: those of the claim {@code groups} that mean something here
 * @param accounts which accounts they see: the claim {@code accounts}, or what the roles see
 * @param team the team, which must be named where its accounts are seen
 */
public record TokenHolder(
        String name, Set<TokenRole> roles, AccountsSeen accounts, @Nullable String team) {

    private static final String NO_ROLE =
            "the claim 'groups' must hold a role: viewer, csm, lead, ops or admin";

    /**
     * Checks that the claims make sense together.
     *
     * @throws IllegalArgumentException when they do not; the message names the claim and the cure
     */
    public TokenHolder {
        Require.id("the claim 'upn'", name);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(NO_ROLE);
        }
        roles = Set.copyOf(roles);
        Require.idOrNone("the claim 'team'", team);
        if (accounts == AccountsSeen.TEAM && team == null) {
            throw new IllegalArgumentException(
                    "the token lets its holder see the accounts of a team and names none: add the"
                            + " claim 'team', or the claim 'accounts' with own or all");
        }
    }

    /**
     * From claims, of which some may be missing.
     *
     * @param name see above
     * @param roles see above
     * @param accounts see above; null for what the roles see
     * @param team see above
     * @return the holder
     * @throws IllegalArgumentException when they make no sense; the message names the claim
     */
    public static TokenHolder of(
            String name,
            Set<TokenRole> roles,
            @Nullable AccountsSeen accounts,
            @Nullable String team) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(NO_ROLE);
        }
        return new TokenHolder(name, roles, accounts == null ? widest(roles) : accounts, team);
    }

    /**
     * Somebody of one role, who sees what the role does.
     *
     * @param name see above
     * @param role any that needs no team
     * @return the holder
     */
    public static TokenHolder of(String name, TokenRole role) {
        return of(name, EnumSet.of(role), null, null);
    }

    private static AccountsSeen widest(Set<TokenRole> roles) {
        return roles.stream()
                .map(TokenRole::accounts)
                .max(AccountsSeen::compareTo)
                .orElse(AccountsSeen.OWN);
    }
}
