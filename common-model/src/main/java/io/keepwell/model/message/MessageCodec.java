package io.keepwell.model.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/**
 * Turns messages into CloudEvents 1.0 and back. How a CloudEvent becomes a Kafka record (binary
 * mode: {@code ce_*} headers, JSON value) is the CloudEvents SDK's own Kafka binding.
 */
public final class MessageCodec {

    /** The media type of every message's data. */
    public static final String DATA_CONTENT_TYPE = "application/json";

    private MessageCodec() {}

    /**
     * Writes a message.
     *
     * @param message the message
     * @return the CloudEvent whose data is the message's JSON
     * @throws IllegalArgumentException when the message's class is not part of the contract
     */
    public static CloudEvent encode(Message message) {
        MessageType type = MessageTypes.of(message);
        return CloudEventBuilder.v1()
                .withId(message.messageId())
                .withSource(message.messageSource())
                .withType(type.name())
                .withSubject(message.messageSubject())
                .withTime(message.messageTime().atOffset(ZoneOffset.UTC))
                .withData(DATA_CONTENT_TYPE, json(message))
                .build();
    }

    /**
     * Reads a message. Only the type and the data are read: the other attributes say nothing that
     * the data does not.
     *
     * @param event a CloudEvent of the contract
     * @return the message
     * @throws UnreadableMessageException when the type is not known, or the data is not such a
     *     message; the text names the field and what was wrong with it
     */
    public static Message decode(CloudEvent event) throws UnreadableMessageException {
        MessageType type =
                MessageTypes.named(event.getType())
                        .orElseThrow(() ->
                                new UnreadableMessageException(
                                        "no message type is named '%s'"
                                                .formatted(event.getType())));
        CloudEventData data = event.getData();
        if (data == null) {
            throw new UnreadableMessageException("%s without data".formatted(type.name()));
        }
        Message message = read(data.toBytes(), type.payload());
        if (!message.messageType().equals(type.name())) {
            throw new UnreadableMessageException(
                    "the attribute 'type' says %s, the data says %s"
                            .formatted(type.name(), message.messageType()));
        }
        return message;
    }

    /**
     * Reads a message's data, where the type is known already.
     *
     * @param data the JSON, in UTF-8
     * @param payload the record that it must be
     * @param <M> the record
     * @return the message
     * @throws UnreadableMessageException when it is not such a message; the text names the field
     */
    public static <M> M read(byte[] data, Class<M> payload) throws UnreadableMessageException {
        try {
            return ContractJson.mapper().readValue(data, payload);
        } catch (JsonMappingException e) {
            String path =
                    e.getPath().stream()
                            .map(at ->
                                    at.getFieldName() == null
                                            ? "" + at.getIndex()
                                            : at.getFieldName())
                            .collect(Collectors.joining("/", "/", ""));
            throw new UnreadableMessageException("%s: %s".formatted(path, rootOf(e)), e);
        } catch (IOException e) {
            throw new UnreadableMessageException("not JSON: " + e.getMessage(), e);
        }
    }

    private static String rootOf(JsonMappingException e) {
        // A record's own check speaks for itself; Jackson's wrapping says no more.
        return e.getCause() instanceof IllegalArgumentException check
                ? String.valueOf(check.getMessage())
                : e.getOriginalMessage();
    }

    private static byte[] json(Message message) {
        try {
            return ContractJson.mapper().writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "every contract record can be written as JSON: " + message.messageType(), e);
        }
    }
}
