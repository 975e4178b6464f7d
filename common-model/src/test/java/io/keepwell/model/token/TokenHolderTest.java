package io.keepwell.model.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenHolderTest {

    @ParameterizedTest
    @CsvSource({
        "CSM, OWN",
        "LEAD, TEAM",
        "VIEWER, ALL",
        "OPS, ALL",
        "ADMIN, ALL",
        "CSM LEAD, TEAM",
        "LEAD VIEWER, ALL"
    })
    void shouldSeeAsMuchAsTheRoleThatSeesMost(String roles, AccountsSeen seen) {
        // When
        var holder = TokenHolder.of("dana", roles(roles), null, "emea");

        // Then
        assertThat(holder.accounts()).isEqualTo(seen);
    }

    @Test
    void shouldSeeWhatTheTokenSaysRatherThanWhatTheRoleDoes() {
        // When
        var holder = TokenHolder.of("dana", EnumSet.of(TokenRole.ADMIN), AccountsSeen.OWN, null);

        // Then
        assertThat(holder.accounts()).isEqualTo(AccountsSeen.OWN);
    }

    @Test
    void shouldNeedATeamToSeeItsAccounts() {
        assertThatThrownBy(() -> TokenHolder.of("dana", TokenRole.LEAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add the claim 'team'");
    }

    @Test
    void shouldNeedARole() {
        assertThatThrownBy(() -> TokenHolder.of("dana", Set.of(), AccountsSeen.ALL, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'groups'", "viewer, csm, lead, ops or admin");
    }

    @Test
    void shouldNeedAName() {
        assertThatThrownBy(() -> TokenHolder.of(" ", TokenRole.VIEWER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'upn'");
    }

    @Test
    void shouldListWhatTheClaimMayBe() {
        assertThatThrownBy(() -> AccountsSeen.of("some"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own, team, all");
    }

    private static Set<TokenRole> roles(String names) {
        return Arrays.stream(names.split(" ", -1))
                .map(TokenRole::valueOf)
                .collect(Collectors.toSet());
    }
}
