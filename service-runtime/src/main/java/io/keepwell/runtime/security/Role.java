package io.keepwell.runtime.security;

/**
 * What somebody may do, by the token's {@code groups}: the words of {@link
 * io.keepwell.model.token.TokenRole}, as annotations need them.
 */
public final class Role {

    /** Reads. */
    public static final String VIEWER = "viewer";

    /** Works alerts and tasks: a customer success manager. */
    public static final String CSM = "csm";

    /** Works them and gives them to others: a manager of managers. */
    public static final String LEAD = "lead";

    /** Changes policies, replays what was quarantined. */
    public static final String OPS = "ops";

    /** All of it. */
    public static final String ADMIN = "admin";

    private Role() {}
}
