package io.keepwell.model.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs access tokens (RFC 7519, RS256) where no identity provider does: for a deployment on one
 * machine, and for tests. Services only ever see the public half.
 */
public final class SigningKey {

    /** Who issues such tokens, unless a deployment says otherwise: the claim {@code iss}. */
    public static final String ISSUER = "keepwell";

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;
    private static final int PEM_LINE = 64;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final RSAPrivateCrtKey key;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /**
     * Makes a key.
     *
     * @param chance a source of chance that cannot be foretold
     * @return an RSA key of 2048 bits
     */
    public static SigningKey generate(SecureRandom chance) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS, chance);
            return new SigningKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }

    /**
     * Reads what {@link #privatePem} wrote.
     *
     * @param pem a private key, PKCS #8
     * @return the key
     * @throws IllegalArgumentException when it is none
     */
    public static SigningKey ofPem(String pem) {
        try {
            String text = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
            return new SigningKey(
                    (RSAPrivateCrtKey)
                            KeyFactory.getInstance(ALGORITHM)
                                    .generatePrivate(
                                            new PKCS8EncodedKeySpec(
                                                    Base64.getMimeDecoder().decode(text))));
        } catch (GeneralSecurityException | ClassCastException e) {
            // Not the cause: it may quote the key.
            throw new IllegalArgumentException("this is no RSA private key in PEM (PKCS #8)");
        }
    }

    /**
     * The key itself: to be kept where only its owner can read it.
     *
     * @return PEM (PKCS #8)
     */
    public String privatePem() {
        return pem(PRIVATE, key.getEncoded());
    }

    /**
     * What services check tokens with.
     *
     * @return PEM (X.509 SubjectPublicKeyInfo)
     */
    public String publicPem() {
        try {
            return pem(
                    PUBLIC,
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(
                                    new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key has its public half", e);
        }
    }

    /**
     * Signs a token.
     *
     * @param holder whose
     * @param issuer who says so
     * @param from since when it is valid, cut to seconds
     * @param until when it ends, cut to seconds
     * @return the token, as a bearer shows it
     */
    public String sign(TokenHolder holder, String issuer, Instant from, Instant until) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", holder.name());
        claims.put("upn", holder.name());
        claims.put("groups", holder.roles().stream().map(TokenRole::wireName).sorted().toList());
        claims.put("accounts", holder.accounts().wireName());
        if (holder.team() != null) {
            claims.put("team", holder.team());
        }
        claims.put("iat", from.getEpochSecond());
        claims.put("exp", until.getEpochSecond());
        return sign(claims);
    }

    /**
     * Signs any claims.
     *
     * @param claims by name, as JSON can tell them
     * @return the token
     */
    public String sign(Map<String, ?> claims) {
        String signed = part(Map.of("alg", "RS256")) + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with RSA", e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "a signing key";
    }

    private static String part(Map<String, ?> json) {
        try {
            return base64(ContractJson.mapper().writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("claims must be what JSON can tell", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(encoded));
    }
}
