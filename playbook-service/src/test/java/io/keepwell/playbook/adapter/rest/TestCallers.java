package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.TestTokens;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Whoever a test wants to call. */
final class TestCallers {

    private TestCallers() {}

    /** All requests from now on are this person's. */
    static void become(String name, Scope scope, boolean lead) {
        TestTokens.become(
                TokenHolder.of(
                        name,
                        EnumSet.of(lead ? TokenRole.LEAD : TokenRole.CSM),
                        seen(scope),
                        team(scope)));
    }

    private static AccountsSeen seen(Scope scope) {
        return switch (scope) {
            case Scope.All() -> AccountsSeen.ALL;
            case Scope.Team(_) -> AccountsSeen.TEAM;
            case Scope.Own(_) -> AccountsSeen.OWN;
        };
    }

    private static @Nullable String team(Scope scope) {
        return scope instanceof Scope.Team(String team) ? team : null;
    }
}
