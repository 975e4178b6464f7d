package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InfraOptionsTest {

    @Test
    void shouldWaitForTheDiskOnlyWhereDataIsKept() {
        // Given
        Path directory = Path.of("data");
        // When
        InfraOptions kept = InfraOptions.keptIn(directory);
        // Then
        assertThat(kept.durable()).isTrue();
        assertThat(InfraOptions.throwaway().durable()).isFalse();
        assertThat(kept.withDurable(false).durable()).isFalse();
    }

    @Test
    void shouldRefuseAPortThatDoesNotExist() {
        // Given
        InfraOptions options = InfraOptions.throwaway();
        // When
        assertThatThrownBy(() -> options.withPorts(70_000, 0))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0..65535, was 70000");
    }

    @Test
    void shouldRefuseOnePortForBoth() {
        // Given
        InfraOptions options = InfraOptions.throwaway();
        // When
        assertThatThrownBy(() -> options.withPorts(19_092, 19_092))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot share port 19092");
    }

    @Test
    void shouldNotTellThePasswordToALog() {
        assertThat(InfraOptions.throwaway().withPostgresPassword("made by chance").toString())
                .doesNotContain("made by chance");
    }
}
