package io.keepwell.model.message;

import java.net.URI;
import java.time.Instant;

/**
 * A message of the contract. Its JSON holds all there is to know; what this interface adds are the
 * CloudEvents attributes and the record's key, derived from the same fields.
 */
public interface Message {

    /**
     * The CloudEvents {@code id}: unique together with the source; readers drop repeats by the two.
     *
     * @return the id
     */
    String messageId();

    /**
     * The CloudEvents {@code source}: who says it.
     *
     * @return a relative reference such as {@code /keepwell/scoring}
     */
    URI messageSource();

    /**
     * The CloudEvents {@code type}: {@code io.keepwell.<noun>.<past-tense>.v<n>}.
     *
     * @return the type's name
     */
    String messageType();

    /**
     * The CloudEvents {@code time}: when the thing happened that the message tells of.
     *
     * @return the time
     */
    Instant messageTime();

    /**
     * The Kafka record's key.
     *
     * @return the key
     */
    String messageKey();

    /**
     * The CloudEvents {@code subject}: what the message is about.
     *
     * @return the key, unless the message says otherwise
     */
    default String messageSubject() {
        return messageKey();
    }
}
