package io.keepwell.scoring.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.keepwell.model.EventType;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.message.ContractJson;
import io.keepwell.scoring.application.reading.HistoryItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the JSON columns of {@code health_history} are spelled, for its writer and its readers. */
public final class HistoryJson {

    private static final TypeReference<List<HistoryItem.Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<ChangePart>> CHANGE_PARTS = new TypeReference<>() {};
    private static final TypeReference<List<HistoryItem.Told>> MESSAGES = new TypeReference<>() {};

    private HistoryJson() {}

    /**
     * Writes {@code cause_event}.
     *
     * @param cause why health changed
     * @return the event, or null when no event did it
     */
    public static @Nullable JsonObject causeEvent(Cause cause) {
        return cause.eventId() == null || cause.eventSource() == null || cause.eventType() == null
                ? null
                : new JsonObject()
                        .put("id", cause.eventId())
                        .put("source", cause.eventSource().value())
                        .put("type", cause.eventType().value());
    }

    /**
     * Writes {@code parts}.
     *
     * @param parts of the change
     * @return each part
     */
    public static JsonArray parts(List<ChangePart> parts) {
        var array = new JsonArray();
        parts.forEach(part ->
                array.add(
                        new JsonObject()
                                .put("kind", part.kind().wireName())
                                .put("dimension", part.dimension())
                                .put("measure", part.measure())
                                .put("limit", part.limit())
                                .put("points", part.points())));
        return array;
    }

    /**
     * Writes {@code messages}.
     *
     * @param messages that told of the change
     * @return their ids, types and numbers
     */
    public static JsonArray messages(List<? extends HealthChange> messages) {
        var array = new JsonArray();
        messages.forEach(message ->
                array.add(
                        new JsonObject()
                                .put("id", message.messageId())
                                .put("type", message.messageType())
                                .put("sequence", message.sequence())));
        return array;
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

    static Cause readCause(String kind, @Nullable String event, int partition, long nextOffset) {
        HistoryItem.CauseEvent by = readCauseEvent(event);
        return new Cause(
                ContractJson.mapper().convertValue(kind, CauseKind.class),
                by == null ? null : by.id(),
                by == null ? null : new SourceName(by.source()),
                by == null ? null : new EventType(by.type()),
                partition,
                nextOffset);
    }

    static List<ChangePart> readChangeParts(String json) {
        return read(json, CHANGE_PARTS);
    }

    static List<HistoryItem.Part> readParts(String json) {
        return read(json, PARTS);
    }

    static List<HistoryItem.Told> readMessages(String json) {
        return read(json, MESSAGES);
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
