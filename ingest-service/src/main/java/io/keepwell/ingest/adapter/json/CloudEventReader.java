package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keepwell.ingest.domain.cloudevent.CloudEventDraft;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.message.TraceParent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes CloudEvents apart, in all three modes of their HTTP binding. */
public final class CloudEventReader {

    /** What everybody should take, by the specification of CloudEvents. */
    private static final int EVENT_BYTES = 64 * 1024;

    /** The media type of an event in structured mode. */
    public static final String STRUCTURED = "application/cloudevents+json";

    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String CONTENT_TYPE = "datacontenttype";
    private static final Set<String> IDS = Set.of("accountId", "actorId", "userId");
    private static final int ATTRIBUTE_LENGTH_MAX = 10_000;

    private final Limits limits;
    private final int eventBytesMax;
    private final JsonInput json;

    /**
     * Prepares a reader.
     *
     * @param limits what is too much
     */
    public CloudEventReader(Limits limits) {
        this.limits = limits;
        this.eventBytesMax = Math.max(limits.eventBytes(), EVENT_BYTES);
        this.json = new JsonInput(limits);
    }

    /**
     * Takes a body that is one event with all of its attributes.
     *
     * @param body the body
     * @param receivedAt when it came in
     * @return the event
     */
    public Content readStructured(Body body, Instant receivedAt) {
        return json.read(
                body,
                parser ->
                        parser.currentToken() == JsonToken.START_OBJECT
                                ? new Content.Events(List.of(readItem(parser, receivedAt)), true)
                                : new Content.Unreadable(
                                        "a CloudEvent in structured mode must be a JSON object"));
    }

    /**
     * Takes a body that is an array of events.
     *
     * @param body the body
     * @param receivedAt when it came in
     * @return the events
     */
    public Content readBatch(Body body, Instant receivedAt) {
        return json.read(
                body,
                parser -> {
                    if (parser.currentToken() != JsonToken.START_ARRAY) {
                        return new Content.Unreadable(
                                "a batch of CloudEvents must be a JSON array");
                    }
                    var items = new ArrayList<Item>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (items.size() == limits.batchEvents()) {
                            return new Content.TooMany();
                        }
                        items.add(readItem(parser, receivedAt));
                    }
                    return new Content.Events(items, false);
                });
    }

    /**
     * Takes an event whose attributes stand in headers, and whose data are the body.
     *
     * @param binding how the headers write values
     * @param headers attribute names, without what marks them as such, and values as they were
     *     sent, each character a byte
     * @param contentType the media type of the data, if there is one
     * @param body the data
     * @param receivedAt when it came in
     * @return what it says, or all that is wrong with it
     */
    public Verdict readBinary(
            HeaderBinding binding,
            List<Map.Entry<String, String>> headers,
            @Nullable String contentType,
            Body body,
            Instant receivedAt) {
        var draft = new CloudEventDraft(receivedAt);
        for (var header : headers) {
            String name = header.getKey();
            if (name.equals(CONTENT_TYPE)) {
                draft.refuse(
                        "/" + CONTENT_TYPE,
                        "datacontenttype is the Content-Type, and must have no header of its own");
            } else {
                readHeader(binding, name, header.getValue(), draft);
            }
        }
        if (body.length() > eventBytesMax) {
            draft.tooLong(body.length(), eventBytesMax);
        }
        readBytes(body.bytes(), contentType, draft);
        return draft.verdict();
    }

    /**
     * Takes such an event, with a body to keep: what is rejected is kept with its attributes, which
     * the data alone do not have.
     *
     * @param binding as for {@link #readBinary}
     * @param headers as for {@link #readBinary}
     * @param contentType as for {@link #readBinary}
     * @param body as for {@link #readBinary}
     * @param receivedAt as for {@link #readBinary}
     * @param isOfRun whether a good event may be rejected too, by its backfill run
     * @return the event
     */
    public Taken takeBinary(
            HeaderBinding binding,
            List<Map.Entry<String, String>> headers,
            @Nullable String contentType,
            Body body,
            Instant receivedAt,
            boolean isOfRun) {
        Verdict verdict = readBinary(binding, headers, contentType, body, receivedAt);
        Body kept =
                isOfRun || verdict instanceof Verdict.Flawed
                        ? structured(binding, headers, contentType, body)
                        : body;
        return new Taken(
                new Content.Events(
                        List.of(new Item(verdict, 0, kept.length(), traceparent(binding, headers))),
                        true),
                kept,
                STRUCTURED,
                canBeStructured(binding, headers) ? Framing.BODY : Framing.NONE);
    }

    /**
     * Writes an event whose attributes stood in headers as one body.
     *
     * @param binding as for {@link #readBinary}
     * @param headers as for {@link #readBinary}
     * @param contentType as for {@link #readBinary}
     * @param body the data
     * @return the event in structured mode, with the data in Base64; an attribute that cannot be
     *     decoded stands there as it was sent
     */
    public Body structured(
            HeaderBinding binding,
            List<Map.Entry<String, String>> headers,
            @Nullable String contentType,
            Body body) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.write(bytes)) {
            generator.writeStartObject();
            for (var header : headers) {
                generator.writeStringField(header.getKey(), decoded(binding, header.getValue()));
            }
            if (contentType != null) {
                generator.writeStringField(
                        CONTENT_TYPE, Printable.of(contentType, ATTRIBUTE_LENGTH_MAX));
            }
            generator.writeBinaryField(DATA_BASE64, body.bytes());
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return new Body(bytes.toByteArray());
    }

    /** Whether the structured event says what the headers did: it would be read as good else. */
    private static boolean canBeStructured(
            HeaderBinding binding, List<Map.Entry<String, String>> headers) {
        return headers.stream()
                .allMatch(header ->
                        !header.getKey().equals(CONTENT_TYPE)
                                && isDecodable(binding, header.getValue()));
    }

    private static boolean isDecodable(HeaderBinding binding, String value) {
        try {
            binding.decode(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void readHeader(
            HeaderBinding binding, String name, String value, CloudEventDraft draft) {
        try {
            draft.attribute(name, binding.decode(value));
        } catch (IllegalArgumentException e) {
            draft.refuse("/" + name, "%s %s".formatted(name, e.getMessage()));
        }
    }

    private static @Nullable String traceparent(
            HeaderBinding binding, List<Map.Entry<String, String>> headers) {
        for (var header : headers) {
            if (header.getKey().equals(TraceParent.HEADER)) {
                return decoded(binding, header.getValue());
            }
        }
        return null;
    }

    private static String decoded(HeaderBinding binding, String value) {
        try {
            return binding.decode(value);
        } catch (IllegalArgumentException e) {
            return Printable.of(value, ATTRIBUTE_LENGTH_MAX);
        }
    }

    private Item readItem(JsonParser parser, Instant receivedAt) throws IOException {
        int from = JsonInput.begin(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return new Item(
                    Verdict.Flawed.of(
                            new Flaw(
                                    RejectionCode.MALFORMED,
                                    Flaw.WHOLE,
                                    "a CloudEvent must be a JSON object")),
                    from,
                    JsonInput.end(parser));
        }
        var draft = new CloudEventDraft(receivedAt);
        readEvent(parser, draft);
        int to = JsonInput.end(parser);
        if (to - from > eventBytesMax) {
            draft.tooLong(to - from, eventBytesMax);
        }
        return new Item(draft.verdict(), from, to, draft.traceparent());
    }

    private void readEvent(JsonParser parser, CloudEventDraft draft) throws IOException {
        boolean hasData = false;
        @Nullable String encoded = null;
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            if (name.equals(DATA)) {
                if (hasData) {
                    draft.refuse("/" + DATA, "data must not stand there twice");
                }
                hasData = token != JsonToken.VALUE_NULL;
                readData(parser, draft);
            } else if (name.equals(DATA_BASE64)) {
                if (token == JsonToken.VALUE_STRING && encoded == null) {
                    encoded = parser.getText();
                } else if (token != JsonToken.VALUE_NULL) {
                    draft.refuse("/" + DATA_BASE64, "data_base64 must be one text in Base64");
                }
            } else if (token.isScalarValue()) {
                if (token != JsonToken.VALUE_NULL) {
                    draft.attribute(name, parser.getText());
                }
            } else {
                draft.refuse(
                        "/" + name,
                        "%s must be a text, a number, true or false, was %s"
                                .formatted(name, EventParser.kindOf(parser)));
            }
            parser.skipChildren();
            name = parser.nextFieldName();
        }
        if (encoded != null) {
            if (hasData) {
                draft.refuse("/" + DATA_BASE64, "there must be data or data_base64, not both");
            } else {
                readEncoded(encoded, draft);
            }
        }
    }

    private void readEncoded(String encoded, CloudEventDraft draft) {
        try {
            readBytes(
                    Base64.getDecoder().decode(encoded),
                    draft.attribute(CONTENT_TYPE).orElse(null),
                    draft);
        } catch (IllegalArgumentException e) {
            draft.refuse("/" + DATA_BASE64, "data_base64 must be Base64");
        }
    }

    /** Data that are JSON become attributes; others are one text, where they are a text. */
    private void readBytes(byte[] bytes, @Nullable String contentType, CloudEventDraft draft) {
        if (bytes.length == 0) {
            return;
        }
        if (!isJson(contentType)) {
            readText(bytes, draft);
            return;
        }
        Optional<String> objection = Utf8.objection(bytes, 0, bytes.length);
        if (objection.isPresent()) {
            draft.refuse("/" + DATA, objection.get());
            return;
        }
        try (JsonParser parser = json.open(bytes, 0, bytes.length)) {
            if (parser.nextToken() != null) {
                readData(parser, draft);
            }
            if (parser.nextToken() != null) {
                draft.refuse("/" + DATA, "data must be one JSON value, something follows it");
            }
        } catch (JacksonException e) {
            draft.refuse("/" + DATA, "data are " + JsonInput.whatBroke(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static void readText(byte[] bytes, CloudEventDraft draft) {
        try {
            draft.data()
                    .text(
                            DATA,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString());
        } catch (CharacterCodingException e) {
            draft.refuse(
                    "/" + DATA,
                    "data must be JSON or a text in UTF-8; attributes hold nothing else");
        }
    }

    private static void readData(JsonParser parser, CloudEventDraft draft) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                LooseJson.readValue(parser, DATA, draft.data());
            }
            return;
        }
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            Optional<String> id = IDS.contains(name) ? LooseJson.text(parser) : Optional.empty();
            if (id.isPresent()) {
                switch (name) {
                    case "accountId" -> draft.dataAccountId(id.get());
                    case "actorId" -> draft.dataActorId(id.get());
                    default -> draft.dataUserId(id.get());
                }
            } else if (name.equals("value") && token.isNumeric()) {
                LooseJson.number(parser)
                        .ifPresentOrElse(
                                draft::dataValue,
                                () ->
                                        draft.refuse(
                                                "/data/value",
                                                "value has too many digits to be kept"));
            } else if (name.equals("attributes") && token == JsonToken.START_OBJECT) {
                LooseJson.readObject(parser, "", draft.data());
            } else {
                LooseJson.readValue(parser, name, draft.data());
            }
            name = parser.nextFieldName();
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }
}
