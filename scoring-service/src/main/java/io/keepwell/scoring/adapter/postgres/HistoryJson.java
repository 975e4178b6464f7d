package io.keepwell.scoring.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.message.ContractJson;
import io.keepwell.scoring.application.reading.HistoryItem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the JSON columns of {@code health_history} are spelled, for its writer and its readers. */
public final class HistoryJson {

    private static final TypeReference<List<HistoryItem.Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<HistoryItem.Told>> MESSAGES = new TypeReference<>() {};

    private HistoryJson() {}

    /**
     * Writes {@code cause_event}.
     *
     * @param cause why health changed
     * @return the event as JSON, or null when no event did it
     */
    public static @Nullable String causeEvent(Cause cause) {
        return cause.eventId() == null || cause.eventSource() == null || cause.eventType() == null
                ? null
                : write(
                        new HistoryItem.CauseEvent(
                                cause.eventId(),
                                cause.eventSource().value(),
                                cause.eventType().value()));
    }

    /**
     * Writes {@code parts}.
     *
     * @param parts of the change
     * @return a JSON array
     */
    public static String parts(List<ChangePart> parts) {
        return write(
                parts.stream()
                        .map(it ->
                                new HistoryItem.Part(
                                        it.kind().wireName(),
                                        it.dimension(),
                                        it.measure(),
                                        it.points()))
                        .toList());
    }

    /**
     * Writes {@code messages}.
     *
     * @param messages that told of the change
     * @return a JSON array of their ids and types
     */
    public static String messages(List<? extends HealthChange> messages) {
        return write(
                messages.stream()
                        .map(it -> new HistoryItem.Told(it.messageId(), it.messageType()))
                        .toList());
    }

    static HistoryItem.@Nullable CauseEvent readCauseEvent(@Nullable String json) {
        try {
            return json == null
                    ? null
                    : ContractJson.mapper().readValue(json, HistoryItem.CauseEvent.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    static List<HistoryItem.Part> readParts(String json) {
        return read(json, PARTS);
    }

    static List<HistoryItem.Told> readMessages(String json) {
        return read(json, MESSAGES);
    }

    private static String write(Object value) {
        try {
            return ContractJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every part of history can be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Objects.requireNonNull(ContractJson.mapper().readValue(json, type));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("history holds what nobody writes there", e);
    }
}
