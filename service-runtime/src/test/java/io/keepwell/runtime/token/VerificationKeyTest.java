package io.keepwell.runtime.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.runtime.testing.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"'', NONE", "NONE, ''", "' ', NONE"})
    void shouldNotBeOpenWhenNoKeyIsConfigured(String text, String location) {
        assertThatThrownBy(() -> new VerificationKey(text, location).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key is configured")
                .hasMessageContaining("KEEPWELL_JWT_PUBLIC_KEY");
    }

    @Test
    void shouldNameTheFileThatIsNotThere() {
        assertThatThrownBy(() -> new VerificationKey("NONE", "" + folder.resolve("gone")).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone' cannot be read");
    }

    @Test
    void shouldNotTakeAPrivateKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), TestTokens.KEY.privatePem());

        assertThatThrownBy(() -> new VerificationKey("", "file:" + file).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which no service should ever see");
    }

    @Test
    void shouldNotTakeWhatIsNoKey() {
        assertThatThrownBy(() -> new VerificationKey("secret", "NONE").checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither PEM nor a JWKS")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pem", "{\"keys\": []}"})
    void shouldTakePemOrAJwks(String content) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("key"),
                        content.equals("pem") ? TestTokens.KEY.publicPem() : content);

        assertThatCode(() -> new VerificationKey("NONE", "" + file).checked())
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNotAskAnIssuerThatMayComeUpLater() {
        assertThatCode(() -> new VerificationKey("NONE", "https://id.example.com/jwks").checked())
                .doesNotThrowAnyException();
    }
}
