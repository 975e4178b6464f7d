package io.keepwell.scoring.domain.seen;

import io.keepwell.model.event.CustomerEventV1;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * An event's identity in 128 bits: of its source and the id that the source gave it. Among 10^9
 * events the odds that any two share one are less than 10^-20.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record EventHash(long high, long low) {

    private static final int BYTES = 16;
    private static final byte SEPARATOR = 0;

    /**
     * The hash of an event.
     *
     * @param event the event
     * @return its hash
     */
    public static EventHash of(CustomerEventV1 event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(event.source().value().getBytes(StandardCharsets.UTF_8));
            digest.update(SEPARATOR);
            digest.update(event.id().getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new EventHash(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Hashes as bytes.
     *
     * @param hashes any
     * @return 16 bytes each, in their order
     */
    public static byte[] encode(Collection<EventHash> hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * BYTES);
        hashes.forEach(hash -> bytes.putLong(hash.high()).putLong(hash.low()));
        return bytes.array();
    }

    /**
     * Hashes from bytes.
     *
     * @param bytes as {@link #encode} wrote them
     * @return the hashes
     */
    public static Set<EventHash> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var hashes = HashSet.<EventHash>newHashSet(bytes.length / BYTES);
        while (in.remaining() >= BYTES) {
            hashes.add(new EventHash(in.getLong(), in.getLong()));
        }
        return hashes;
    }
}
