package io.keepwell.ingest.domain.signature;

import io.keepwell.ingest.domain.signature.SignatureResult.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say of its signature, before anything is computed. */
sealed interface SentSignature {

    /**
     * What can be verified.
     *
     * @param signatures one or more, all as long as the algorithm makes them
     * @param stamp when it was signed; null if the scheme has no timestamp
     */
    record Decoded(List<byte[]> signatures, @Nullable Stamp stamp) implements SentSignature {

        /** The timestamp as it was signed, empty if there is none. */
        String stampText() {
            return stamp == null ? "" : stamp.text();
        }
    }

    /**
     * What cannot be verified.
     *
     * @param why what to answer
     */
    record Hopeless(Refused why) implements SentSignature {}

    /**
     * A timestamp.
     *
     * @param text as it was sent, which is how it was signed
     * @param at what it means
     */
    record Stamp(String text, Instant at) {}
}
