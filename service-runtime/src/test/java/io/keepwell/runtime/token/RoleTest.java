package io.keepwell.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.security.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void shouldBeTheWordsThatTokensHold() {
        List<String> words = Arrays.stream(TokenRole.values()).map(TokenRole::wireName).toList();

        assertThat(words).containsExactly(Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN);
    }
}
