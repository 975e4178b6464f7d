package io.keepwell.init.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.init.postgres.RolePasswords.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolePasswordsTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
    void shouldReadOneLine(String content) throws IOException {
        // Given
        Files.writeString(directory.resolve("role"), content);
        // When
        Lookup lookup = new RolePasswords(directory).of("role");
        // Then
        assertThat(lookup).isEqualTo(new Lookup.Given("secret")).hasToString("Given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  ", "one\ntwo"})
    void shouldRefuseWhatIsNoPassword(String content) throws IOException {
        // Given
        Files.writeString(directory.resolve("role"), content);
        // When
        Lookup lookup = new RolePasswords(directory).of("role");
        // Then
        assertThat(lookup).isInstanceOf(Lookup.Unusable.class);
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        // Given an empty directory
        // When
        Lookup lookup = new RolePasswords(directory).of("role");
        // Then
        assertThat(lookup)
                .isEqualTo(new Lookup.Unusable("there is no file " + directory.resolve("role")));
    }

    @Test
    void shouldHaveNoneWithoutADirectory() {
        // Given no directory
        // When
        Lookup lookup = new RolePasswords(null).of("role");
        // Then
        assertThat(lookup).isEqualTo(new Lookup.None());
    }
}
