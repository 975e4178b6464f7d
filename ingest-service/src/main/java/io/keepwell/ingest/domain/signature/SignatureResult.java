package io.keepwell.ingest.domain.signature;

import java.util.List;

/** What verifying a request has come to. Nothing in it holds a secret or a signature. */
public sealed interface SignatureResult {

    /** The request is the sender's, as it was sent, and not too old. */
    record Valid() implements SignatureResult {}

    /** Nothing may be done with the request. */
    sealed interface Refused extends SignatureResult {

        /**
         * What is wrong.
         *
         * @return one sentence without its full stop, for the sender: it names the header and the
         *     cure
         */
        String detail();
    }

    /**
     * There is nothing to verify.
     *
     * @param headers what is missing, one or more; where only one value will do, with that value,
     *     as {@code X-HubSpot-Signature-Version: v1}
     * @param isOneEnough whether any one of them would do; else all are needed
     */
    record Missing(List<String> headers, boolean isOneEnough) implements Refused {
        /** Copies the list. */
        public Missing {
            headers = List.copyOf(headers);
            if (headers.isEmpty()) {
                throw new IllegalArgumentException("a header must be missing");
            }
        }

        @Override
        public String detail() {
            String cure = "; have the sender sign its requests, and let no proxy take headers away";
            if (headers.size() == 1) {
                return "the header " + headers.getFirst() + " is missing" + cure;
            }
            return isOneEnough
                    ? "one of the headers " + String.join(", ", headers) + " is needed" + cure
                    : "the headers " + String.join(", ", headers) + " are missing" + cure;
        }
    }

    /**
     * The signature or the timestamp is not written as it should be.
     *
     * @param detail what is wrong, and the cure
     */
    record Unreadable(String detail) implements Refused {}

    /**
     * The request is the sender's, but was not signed now.
     *
     * @param detail how far outside of the tolerance it is, and the cure
     */
    record Expired(String detail) implements Refused {}

    /**
     * The signature is not that of this request by any of the secrets.
     *
     * @param detail what is wrong, and the cure
     */
    record Wrong(String detail) implements Refused {}
}
