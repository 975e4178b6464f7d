package io.keepwell.model.message;

import io.keepwell.model.Topic;

/**
 * A type of message.
 *
 * @param name its CloudEvents {@code type}
 * @param topic where it travels
 * @param payload the record that its JSON is
 * @param schema the file of its JSON Schema, beside the others
 */
public record MessageType(
        String name, Topic topic, Class<? extends Message> payload, String schema) {}
