package io.keepwell.init.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTargetTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:5432, jdbc:postgresql://localhost:5432/postgres",
        "[::1]:5432, jdbc:postgresql://[::1]:5432/postgres",
        "pg-rw.data.svc:1, jdbc:postgresql://pg-rw.data.svc:1/postgres"
    })
    void shouldReadAnAddress(String address, String url) {
        // Given an address
        // When
        PostgresTarget target = PostgresTarget.at(address, "u", null, Map.of());
        // Then
        assertThat(target.jdbcUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", ":1", "host:0", "host:65536", "h/db?x=y:1", "a b:1"})
    void shouldRefuseWhatIsNoAddress(String address) {
        // Given no address
        // When
        var reading = assertThatThrownBy(() -> PostgresTarget.at(address, "u", null, Map.of()));
        // Then
        reading.isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the address of PostgreSQL must be HOST:PORT");
    }

    @Test
    void shouldNotPrintSecrets() {
        // Given
        PostgresTarget target =
                PostgresTarget.at("h:1", "u", "secret", Map.of("sslpassword", "secret"));
        // When
        String printed = target.toString();
        // Then
        assertThat(printed).isEqualTo("PostgreSQL at h:1");
    }
}
