package io.keepwell.model.erasure;

import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.erasures}, key {@code id}: an account or a person was erased. It names
 * neither: who has an id can find out whether it is the one, and nobody can read the id from it.
 * Whatever happened or was received up to {@code erasedAt} of such an id is to stay away.
 *
 * @param id the erasure
 * @param subject what was erased
 * @param salt 64 hexadecimal digits, 32 bytes
 * @param hash 64 hexadecimal digits: SHA-256 of the salt's bytes and then the id's in UTF-8
 * @param erasedAt up to when, by the scoring service's clock
 * @param lastSequence the number of the last message that was told of the account, from which on
 *     its messages are numbered on should it come back; absent of persons, where nothing was ever
 *     told, and in what older releases wrote
 * @param reason why, in words that name nobody; absent in what older releases wrote
 * @param requestedBy who asked for it; absent in what older releases wrote
 * @param requestedAt when; absent in what older releases wrote
 */
public record SubjectErasedV1(
        UUID id,
        ErasedSubject subject,
        String salt,
        String hash,
        Instant erasedAt,
        @Nullable Long lastSequence,
        @Nullable String reason,
        @Nullable String requestedBy,
        @Nullable Instant requestedAt)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.subject.erased.v1";

    private static final int DIGITS = 64;
    private static final int REASON_LENGTH_MAX = 500;

    /** Checks the hash, its salt and the number, and cuts the times to the millisecond. */
    public SubjectErasedV1 {
        requireHex("salt", salt);
        requireHex("hash", hash);
        erasedAt = Require.time("erasedAt", erasedAt);
        if (lastSequence != null) {
            Require.positive("lastSequence", lastSequence);
        }
        if (reason != null) {
            Require.text("reason", reason, REASON_LENGTH_MAX);
        }
        requestedAt = Require.timeOrNone("requestedAt", requestedAt);
    }

    @Override
    public String messageId() {
        return id.toString();
    }

    @Override
    public URI messageSource() {
        return Publisher.SCORING.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return erasedAt;
    }

    @Override
    public String messageKey() {
        return id.toString();
    }

    private static void requireHex(String field, String text) {
        if (text.length() != DIGITS || !text.matches("[0-9a-f]*")) {
            throw new IllegalArgumentException(
                    "%s must be %d digits of 0-9 and a-f, had %d characters"
                            .formatted(field, DIGITS, text.length()));
        }
    }
}
