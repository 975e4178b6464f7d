package io.keepwell.model.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private static final Instant FROM = Instant.parse("2026-11-03T09:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-03T21:00:00Z");
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

    @Test
    void shouldSignWhatItsPublicHalfVerifies() throws GeneralSecurityException {
        // Given
        var dana = TokenHolder.of("dana", TokenRole.VIEWER);

        // When
        String token = KEY.sign(dana, SigningKey.ISSUER, FROM, UNTIL);

        // Then
        assertThat(isGenuine(token, KEY.publicPem())).isTrue();
    }

    @Test
    void shouldSayWhoTheHolderIs() throws IOException {
        // Given
        var dana = TokenHolder.of("dana", EnumSet.of(TokenRole.LEAD, TokenRole.CSM), null, "emea");

        // When
        JsonNode claims = claims(KEY.sign(dana, SigningKey.ISSUER, FROM, UNTIL));

        // Then
        assertThat(claims)
                .isEqualTo(
                        ContractJson.mapper()
                                .readTree(
                                        """
                                        {"iss": "keepwell", "sub": "dana", "upn": "dana",
                                         "groups": ["csm", "lead"], "accounts": "team",
                                         "team": "emea", "iat": 1793696400, "exp": 1793739600}
                                        """));
    }

    @Test
    void shouldBeTheSameAfterItWasKept() throws GeneralSecurityException {
        // Given
        var dana = TokenHolder.of("dana", TokenRole.VIEWER);

        // When
        SigningKey read = SigningKey.ofPem(KEY.privatePem());

        // Then
        assertThat(read.publicPem()).isEqualTo(KEY.publicPem());
        assertThat(isGenuine(read.sign(dana, "x", FROM, UNTIL), KEY.publicPem())).isTrue();
    }

    @Test
    void shouldNotQuoteWhatIsNoKey() {
        assertThatThrownBy(() -> SigningKey.ofPem("-----BEGIN PRIVATE KEY-----\ncanary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    private static boolean isGenuine(String token, String publicPem)
            throws GeneralSecurityException {
        String encoded = publicPem.replaceAll("-----[A-Z ]+-----|\\s", "");
        int end = token.lastIndexOf('.');
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(encoded))));
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    private static JsonNode claims(String token) throws IOException {
        return ContractJson.mapper()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
