package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.playbook.TestTokens;
import io.keepwell.runtime.security.Scope;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Whoever a test wants to call. */
final class TestCallers {

    private TestCallers() {}

    /** All requests from now on are this person's. */
    static void become(String name, Scope scope, boolean lead) {
        become(
                TokenHolder.of(
                        name,
                        EnumSet.of(lead ? TokenRole.LEAD : TokenRole.CSM),
                        seen(scope),
                        team(scope)));
    }

    /** All requests from now on are this person's. */
    static void become(TokenHolder holder) {
        // A builder begins with what is set already: who called before would call too.
        leave();
        RestAssured.requestSpecification =
                new RequestSpecBuilder()
                        .addHeader("Authorization", "Bearer " + TestTokens.of(holder))
                        .build();
    }

    /** All requests from now on are nobody's. */
    static void leave() {
        RestAssured.requestSpecification = null;
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
