package io.keepwell.model.token;

import io.keepwell.model.WireName;
import java.util.Arrays;
import java.util.Optional;

/** What the holder of a token may do: a word of its claim {@code groups}. */
public enum TokenRole implements WireName {
    /** Reads. */
    VIEWER(AccountsSeen.ALL),
    /** Works alerts and tasks: a customer success manager. */
    CSM(AccountsSeen.OWN),
    /** Works them and gives them to others: a manager of managers. */
    LEAD(AccountsSeen.TEAM),
    /** Changes policies, replays what was quarantined. */
    OPS(AccountsSeen.ALL),
    /** All of it. */
    ADMIN(AccountsSeen.ALL);

    private final AccountsSeen accounts;

    TokenRole(AccountsSeen accounts) {
        this.accounts = accounts;
    }

    /**
     * Finds a role by its word.
     *
     * @param word as {@code groups} holds it
     * @return the role, or empty: a group of the issuer's that means nothing here
     */
    public static Optional<TokenRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.wireName().equals(word)).findFirst();
    }

    /**
     * Which accounts the role sees where the token does not say.
     *
     * @return own, team or all
     */
    public AccountsSeen accounts() {
        return accounts;
    }
}
