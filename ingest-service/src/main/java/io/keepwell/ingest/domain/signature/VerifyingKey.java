package io.keepwell.ingest.domain.signature;

import io.keepwell.policy.source.SignatureAlgorithm;
import io.keepwell.policy.source.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One secret of a sender, by the rules of one scheme. */
final class VerifyingKey {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final String PRIVATE_PREFIX = "whsk_";
    private static final String ED25519 = "Ed25519";

    /** RFC 8410: what stands before the 32 bytes of a public key in X.509. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int PUBLIC_KEY_BYTES = 32;

    private final SignatureAlgorithm algorithm;
    private final byte[] secret;

    private VerifyingKey(SignatureAlgorithm algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException when the scheme cannot have such a secret; the message goes
     *     on after "secret 1" and does not hold the secret
     */
    static VerifyingKey of(SignatureScheme scheme, String secret) {
        boolean isPublic = scheme.algorithm() == SignatureAlgorithm.ED25519;
        checkText(secret, isPublic);
        byte[] bytes =
                switch (scheme.secretForm()) {
                    case TEXT -> secret.getBytes(StandardCharsets.UTF_8);
                    case BASE64 -> base64(secret, isPublic ? PUBLIC_PREFIX : SECRET_PREFIX);
                };
        if (isPublic) {
            checkPublicKey(bytes);
        }
        return new VerifyingKey(scheme.algorithm(), bytes);
    }

    /**
     * Whether one of some signatures is this key's. It takes equally long whichever it is, and
     * however much of it is right.
     */
    boolean hasMadeAny(SignedMessage message, List<byte[]> signatures) {
        List<byte[]> signed = message.bytes(secret);
        try {
            return switch (algorithm) {
                case HMAC_SHA256 -> isAny(hmac("HmacSHA256", signed), signatures);
                case HMAC_SHA1 -> isAny(hmac("HmacSHA1", signed), signatures);
                case HMAC_SHA512 -> isAny(hmac("HmacSHA512", signed), signatures);
                case SHA256 -> isAny(sha256(signed), signatures);
                case ED25519 -> isAnyOfPublicKey(signed, signatures);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm.word(), e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "key for " + algorithm.word();
    }

    private static void checkText(String secret, boolean isPublic) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        if (!secret.equals(secret.strip())) {
            throw new IllegalArgumentException("must not begin or end with white space");
        }
        if (secret.startsWith(PRIVATE_PREFIX)) {
            throw new IllegalArgumentException(
                    "begins with whsk_, so it is the key that only the sender may have; give the"
                            + " public key, which begins with whpk_");
        }
        // Everybody may know a public key: as a secret it would let everybody sign.
        if (secret.startsWith(PUBLIC_PREFIX) && !isPublic) {
            throw new IllegalArgumentException(
                    "begins with whpk_, so it is a public key, which is for ed25519 only");
        }
    }

    private static byte[] base64(String secret, String prefix) {
        String text = secret.startsWith(prefix) ? secret.substring(prefix.length()) : secret;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            // Without its cause, which may quote the secret.
            throw new IllegalArgumentException("must be base64, with or without " + prefix);
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("is empty behind " + prefix);
        }
        return bytes;
    }

    private static void checkPublicKey(byte[] bytes) {
        if (bytes.length != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "must be a public key of %d bytes, has %d"
                            .formatted(PUBLIC_KEY_BYTES, bytes.length));
        }
        try {
            Signature.getInstance(ED25519).initVerify(publicKey(bytes));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("is no public key of ed25519", noKey);
        }
    }

    private static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
        byte[] encoded = new byte[X509_HEAD.length + bytes.length];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(bytes, 0, encoded, X509_HEAD.length, bytes.length);
        return KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private byte[] hmac(String name, List<byte[]> signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(secret, name));
        signed.forEach(mac::update);
        return mac.doFinal();
    }

    private static byte[] sha256(List<byte[]> signed) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        signed.forEach(digest::update);
        return digest.digest();
    }

    private static boolean isAny(byte[] right, List<byte[]> signatures) {
        boolean isAny = false;
        for (byte[] signature : signatures) {
            isAny |= MessageDigest.isEqual(right, signature);
        }
        return isAny;
    }

    private boolean isAnyOfPublicKey(List<byte[]> signed, List<byte[]> signatures)
            throws GeneralSecurityException {
        PublicKey key = publicKey(secret);
        boolean isAny = false;
        for (byte[] signature : signatures) {
            isAny |= isOfPublicKey(key, signed, signature);
        }
        return isAny;
    }

    private static boolean isOfPublicKey(PublicKey key, List<byte[]> signed, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(ED25519);
        verifier.initVerify(key);
        for (byte[] part : signed) {
            verifier.update(part);
        }
        try {
            return verifier.verify(signature);
        } catch (SignatureException noSignature) {
            // 64 bytes that are no point and number of the curve: nobody's.
            return false;
        }
    }
}
