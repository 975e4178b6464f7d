package io.keepwell.policy.source;

import io.keepwell.policy.source.MessageTemplate.Placeholder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sender signs its requests. It holds no secret.
 *
 * @param header where the signatures are
 * @param list how they stand there
 * @param prefix what each of them begins with, such as {@code sha256=}; often nothing
 * @param encoding how they are written behind the prefix
 * @param algorithm how they are computed
 * @param secretForm how the secret is read; for {@link SignatureAlgorithm#ED25519} the secret is
 *     the sender's public key, in base64
 * @param message what is signed
 * @param timestamp where a request says when it was signed
 * @param tolerance how far the timestamp may be from our clock, before and after, both inclusive;
 *     null when it does not matter, and a request can be repeated for ever
 * @param required what else a request must have for this scheme to be the one that it is signed by;
 *     null for nothing
 */
public record SignatureScheme(
        String header,
        SignatureList list,
        String prefix,
        SignatureEncoding encoding,
        SignatureAlgorithm algorithm,
        SecretForm secretForm,
        MessageTemplate message,
        SignatureTimestamp timestamp,
        @Nullable Duration tolerance,
        @Nullable RequiredHeader required) {

    /** Checks that the components go together; the messages are for who wrote the scheme. */
    public SignatureScheme {
        SchemeNames.checkHeader("the header of the signature", header);
        checkPrefix(list, prefix);
        checkSecret(algorithm, secretForm, message);
        checkPair(list, timestamp);
        checkTime(message, timestamp, tolerance);
    }

    /**
     * Begins a scheme with what has no usual value: one signature a header in hexadecimal digits,
     * without prefix and timestamp, and the secret as it is written.
     *
     * @param header where the signature is
     * @param algorithm how it is computed
     * @param message what is signed, as {@link MessageTemplate#parse} reads it
     * @return takes what is different
     * @throws IllegalArgumentException when the message is no template
     */
    public static Builder builder(String header, SignatureAlgorithm algorithm, String message) {
        return new Builder(header, algorithm, MessageTemplate.parse(message));
    }

    /**
     * The headers that a request must have, or nothing can be verified.
     *
     * @return names, each once: the signature's, the timestamp's, and those that are signed
     */
    public List<String> headers() {
        var names = new ArrayList<String>();
        names.add(header);
        if (timestamp instanceof SignatureTimestamp.InHeader stamp) {
            addMissing(names, stamp.name());
        }
        message.headers().forEach(name -> addMissing(names, name));
        return List.copyOf(names);
    }

    private static void addMissing(List<String> names, String name) {
        if (names.stream().noneMatch(name::equalsIgnoreCase)) {
            names.add(name);
        }
    }

    private static void checkPrefix(SignatureList list, String prefix) {
        boolean neverMatches =
                switch (list) {
                    case SignatureList.Single _ -> false;
                    case SignatureList.SpaceSeparated _ -> prefix.indexOf(' ') >= 0;
                    case SignatureList.Pairs _ -> prefix.indexOf(',') >= 0;
                };
        if (neverMatches) {
            throw new IllegalArgumentException(
                    "the prefix '%s' holds what stands between two signatures, so none has it"
                            .formatted(prefix));
        }
    }

    private static void checkSecret(
            SignatureAlgorithm algorithm, SecretForm secretForm, MessageTemplate message) {
        boolean isInMessage = message.has(Placeholder.SECRET);
        if (algorithm == SignatureAlgorithm.SHA256 && !isInMessage) {
            throw new IllegalArgumentException(
                    "the message must hold {secret}: everybody can compute a plain sha256");
        }
        if (algorithm != SignatureAlgorithm.SHA256 && isInMessage) {
            throw new IllegalArgumentException(
                    "the message must not hold {secret}: for %s it is the key"
                            .formatted(algorithm.word()));
        }
        if (algorithm == SignatureAlgorithm.ED25519 && secretForm != SecretForm.BASE64) {
            throw new IllegalArgumentException(
                    "for ed25519 the secret is the sender's public key, in base64");
        }
    }

    private static void checkPair(SignatureList list, SignatureTimestamp timestamp) {
        if (!(timestamp instanceof SignatureTimestamp.InPair stamp)) {
            return;
        }
        if (!(list instanceof SignatureList.Pairs pairs)) {
            throw new IllegalArgumentException(
                    "the timestamp is in the pair '%s', but the header of the signature has no pairs"
                            .formatted(stamp.key()));
        }
        if (pairs.signatureKey().equals(stamp.key())) {
            throw new IllegalArgumentException(
                    "the pair '%s' cannot be both the signature and the timestamp"
                            .formatted(stamp.key()));
        }
    }

    private static void checkTime(
            MessageTemplate message, SignatureTimestamp timestamp, @Nullable Duration tolerance) {
        boolean isThere = !(timestamp instanceof SignatureTimestamp.None);
        if (message.has(Placeholder.TIMESTAMP) && !isThere) {
            throw new IllegalArgumentException(
                    "the message holds {timestamp}, but nothing says where the timestamp is");
        }
        if (tolerance == null) {
            return;
        }
        if (!isThere) {
            throw new IllegalArgumentException(
                    "there is a tolerance, but nothing says where the timestamp is");
        }
        if (!tolerance.isPositive()) {
            throw new IllegalArgumentException(
                    "the tolerance must be longer than nothing, was %s".formatted(tolerance));
        }
        if (!isSigned(timestamp, message)) {
            throw new IllegalArgumentException(
                    "there is a tolerance, but the message does not hold {timestamp}: who repeats a"
                            + " request could write any time into it");
        }
    }

    private static boolean isSigned(SignatureTimestamp timestamp, MessageTemplate message) {
        if (message.has(Placeholder.TIMESTAMP)) {
            return true;
        }
        return timestamp instanceof SignatureTimestamp.InHeader stamp
                && message.headers().stream().anyMatch(stamp.name()::equalsIgnoreCase);
    }

    /** A scheme in the making. */
    public static final class Builder {

        private final String header;
        private final SignatureAlgorithm algorithm;
        private final MessageTemplate message;
        private SignatureList list = new SignatureList.Single();
        private String prefix = "";
        private SignatureEncoding encoding = SignatureEncoding.HEX;
        private SecretForm secretForm;
        private SignatureTimestamp timestamp = new SignatureTimestamp.None();
        private @Nullable Duration tolerance;
        private @Nullable RequiredHeader required;

        private Builder(String header, SignatureAlgorithm algorithm, MessageTemplate message) {
            this.header = header;
            this.algorithm = algorithm;
            this.message = message;
            this.secretForm =
                    algorithm == SignatureAlgorithm.ED25519 ? SecretForm.BASE64 : SecretForm.TEXT;
        }

        /**
         * Says how signatures stand in their header.
         *
         * @param given instead of one a header
         * @return this
         */
        public Builder list(SignatureList given) {
            list = given;
            return this;
        }

        /**
         * Says what each signature begins with.
         *
         * @param given instead of nothing
         * @return this
         */
        public Builder prefix(String given) {
            prefix = given;
            return this;
        }

        /**
         * Says how signatures are written.
         *
         * @param given instead of hexadecimal digits
         * @return this
         */
        public Builder encoding(SignatureEncoding given) {
            encoding = given;
            return this;
        }

        /**
         * Says how the secret is read.
         *
         * @param given instead of as it is written
         * @return this
         */
        public Builder secretForm(SecretForm given) {
            secretForm = given;
            return this;
        }

        /**
         * Says where a request tells when it was signed.
         *
         * @param given instead of nowhere
         * @return this
         */
        public Builder timestamp(SignatureTimestamp given) {
            timestamp = given;
            return this;
        }

        /**
         * Says how far the timestamp may be from our clock.
         *
         * @param given in either direction; null for any distance
         * @return this
         */
        public Builder tolerance(@Nullable Duration given) {
            tolerance = given;
            return this;
        }

        /**
         * Says what else a request must have to be signed by this scheme.
         *
         * @param given null for nothing
         * @return this
         */
        public Builder required(@Nullable RequiredHeader given) {
            required = given;
            return this;
        }

        /**
         * Ends it.
         *
         * @return the scheme
         * @throws IllegalArgumentException in words for who wrote the scheme, when its parts do not
         *     go together
         */
        public SignatureScheme build() {
            return new SignatureScheme(
                    header,
                    list,
                    prefix,
                    encoding,
                    algorithm,
                    secretForm,
                    message,
                    timestamp,
                    tolerance,
                    required);
        }
    }
}
