package io.keepwell.ingest.domain.backfill;

import io.keepwell.model.event.SourceName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of backfill runs. An id carries its own proof: 16 bytes that name the run, and 16 bytes
 * that only we can have computed for this run and its source. So any replica knows an id that
 * another has given out, and no replica keeps anything.
 */
public final class BackfillRuns {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "bf_";
    private static final int NAME_BYTES = 16;
    private static final int PROOF_BYTES = 16;

    /** What a signature is about, so that none can be used for something else. */
    private static final String ABOUT_NAME = "backfill-name";

    private static final String ABOUT_RUN = "backfill-run";

    private final SecretKeySpec secret;

    /**
     * Signs with a secret.
     *
     * @param secret the same on all replicas
     */
    public BackfillRuns(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * The id of a new run.
     *
     * @param source who opens it
     * @param chance never the same twice
     * @return {@code bf_} and 43 characters of Base64url
     */
    public String fresh(SourceName source, UUID chance) {
        byte[] name =
                ByteBuffer.allocate(NAME_BYTES)
                        .putLong(chance.getMostSignificantBits())
                        .putLong(chance.getLeastSignificantBits())
                        .array();
        return id(source, name);
    }

    /**
     * The id of the run that a source means by a key of its own; always the same.
     *
     * @param source who opens it
     * @param idempotencyKey what the source calls the run
     * @return as {@link #fresh}
     */
    public String named(SourceName source, String idempotencyKey) {
        byte[] key = idempotencyKey.getBytes(StandardCharsets.UTF_8);
        return id(source, Arrays.copyOf(sign(ABOUT_NAME, source, key), NAME_BYTES));
    }

    /**
     * Whether we have given a source this id.
     *
     * @param id any text
     * @param source who names it
     * @return false for the id of another source, and for what is no id at all
     */
    public boolean isOf(SourceName source, String id) {
        if (id.length() != PREFIX.length() + (NAME_BYTES + PROOF_BYTES) * 8 / 6 + 1
                || !id.startsWith(PREFIX)) {
            return false;
        }
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(id.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return false;
        }
        // Compared as written: Base64 has more than one spelling of the same bytes, and a second
        // spelling would be a second run to those who read the topic.
        return MessageDigest.isEqual(
                id.getBytes(StandardCharsets.UTF_8),
                id(source, Arrays.copyOf(whole, NAME_BYTES)).getBytes(StandardCharsets.UTF_8));
    }

    private String id(SourceName source, byte[] name) {
        byte[] whole = Arrays.copyOf(name, NAME_BYTES + PROOF_BYTES);
        System.arraycopy(sign(ABOUT_RUN, source, name), 0, whole, NAME_BYTES, PROOF_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private byte[] sign(String about, SourceName source, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((about + "/" + source.value() + "/").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
