package io.keepwell.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @Test
    void shouldGiveEachKindItsOwnCode() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::code))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBuildTheCodeOnTheStatus(ProblemType type) {
        assertThat(type.code()).matches("KW-" + type.status() + "[1-9]");
    }
}
