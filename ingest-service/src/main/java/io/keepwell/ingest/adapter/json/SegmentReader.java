package io.keepwell.ingest.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentBatch;
import io.keepwell.ingest.domain.segment.SegmentCall;
import io.keepwell.ingest.domain.segment.SegmentField;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.ingest.domain.segment.SegmentMapping;
import io.keepwell.model.event.RejectionCode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the bodies of Segment's tracking API apart. */
public final class SegmentReader {

    private static final String CONTEXT = "context";
    private static final String GROUP_ID = "groupId";
    private static final String TRAITS = "traits";
    private static final String WRITE_KEY = "writeKey";

    private final Limits limits;
    private final JsonInput json;
    private final Supplier<UUID> ids;

    /**
     * Prepares a reader.
     *
     * @param limits what is too much
     * @param ids makes an id for a call that has none
     */
    public SegmentReader(Limits limits, Supplier<UUID> ids) {
        this(limits, JsonInput.lenient(limits), ids);
    }

    private SegmentReader(Limits limits, JsonInput json, Supplier<UUID> ids) {
        this.limits = limits;
        this.json = json;
        this.ids = ids;
    }

    /**
     * The same reader, for who may read the same body again.
     *
     * @param other makes the same ids for the same body
     * @return a reader
     */
    public SegmentReader with(Supplier<UUID> other) {
        return new SegmentReader(limits, json, other);
    }

    /**
     * What a body holds.
     *
     * @param content the calls
     * @param writeKey the key that stands among them, if one does
     */
    public record Request(Content content, @Nullable String writeKey) {}

    /**
     * Takes a body that is one call.
     *
     * @param kind which call the request is for
     * @param body the body
     * @param receivedAt when it came in
     * @return what it holds
     */
    public Request readCall(SegmentKind kind, Body body, Instant receivedAt) {
        var key = new Key();
        Content content =
                json.read(
                        body,
                        parser -> {
                            if (parser.currentToken() != JsonToken.START_OBJECT) {
                                return new Content.Unreadable("the body must be an object");
                            }
                            Place place = readPlace(parser, key);
                            return new Content.Events(
                                    List.of(item(place, kind, SegmentBatch.NONE, receivedAt)),
                                    true);
                        });
        return request(content, key, body);
    }

    /**
     * Takes a body that is a batch of calls, each of which says by itself which it is.
     *
     * @param body the body
     * @param receivedAt when it came in
     * @return what it holds
     */
    public Request readBatch(Body body, Instant receivedAt) {
        var key = new Key();
        Content content = json.read(body, parser -> readBatch(parser, key, receivedAt));
        return request(content, key, body);
    }

    /** A body that cannot be read may still say whose it is. */
    private static Request request(Content content, Key key, Body body) {
        return new Request(
                content,
                key.value == null && content instanceof Content.Unreadable
                        ? WrittenKeys.first(body).orElse(null)
                        : key.value);
    }

    private Content readBatch(JsonParser parser, Key key, Instant receivedAt) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return noBatch();
        }
        @Nullable List<Place> places = null;
        @Nullable String sentAt = null;
        @Nullable String groupId = null;
        var traits = new LooseAttributes();
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            if (name.equals("batch")) {
                if (token != JsonToken.START_ARRAY || places != null) {
                    return noBatch();
                }
                places = readPlaces(parser);
            } else if (name.equals(CONTEXT)) {
                groupId = groupId(parser, traits).orElse(null);
            } else if (name.equals("sentAt")) {
                sentAt = LooseJson.text(parser).orElse(null);
            } else if (name.equals(WRITE_KEY)) {
                key.value = LooseJson.text(parser).orElse(null);
            }
            parser.skipChildren();
            name = parser.nextFieldName();
        }
        if (places == null) {
            return noBatch();
        }
        if (places.size() > limits.batchEvents()) {
            return new Content.TooMany();
        }
        // Only now: what holds for all of them may stand behind them.
        var batch = new SegmentBatch(sentAt, groupId, traits);
        var items = new ArrayList<Item>(places.size());
        for (Place place : places) {
            items.add(item(place, null, batch, receivedAt));
        }
        return new Content.Events(items, false);
    }

    private static Content noBatch() {
        return new Content.Unreadable(
                "the body must be an object with one array 'batch', which holds the calls");
    }

    private List<Place> readPlaces(JsonParser parser) throws IOException {
        var places = new ArrayList<Place>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                places.add(readPlace(parser, new Key()));
            } else {
                int from = JsonInput.begin(parser);
                parser.skipChildren();
                parser.finishToken();
                places.add(new Place(null, from, JsonInput.end(parser)));
            }
            if (places.size() > limits.batchEvents()) {
                // Whose it is may still follow.
                skipToEnd(parser);
                return places;
            }
        }
        return places;
    }

    private static void skipToEnd(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
        }
    }

    /** A call and where it stands in the body; without a call where something else stands there. */
    private record Place(@Nullable SegmentCall call, int from, int to) {}

    private Item item(
            Place place, @Nullable SegmentKind kind, SegmentBatch batch, Instant receivedAt) {
        SegmentCall call = place.call();
        return new Item(
                call == null
                        ? Verdict.Flawed.of(
                                new Flaw(
                                        RejectionCode.MALFORMED,
                                        Flaw.WHOLE,
                                        "a call must be a JSON object"))
                        : SegmentMapping.verdict(call, kind, batch, receivedAt, ids),
                place.from(),
                place.to());
    }

    private Place readPlace(JsonParser parser, Key key) throws IOException {
        int from = JsonInput.begin(parser);
        var call = new SegmentCall();
        String name = parser.nextFieldName();
        while (name != null) {
            parser.nextToken();
            switch (name) {
                case CONTEXT ->
                        groupId(parser, call.contextTraits()).ifPresent(call::contextGroupId);
                case TRAITS -> readLoose(parser, call.traits());
                case "properties" -> readLoose(parser, call.properties());
                case WRITE_KEY -> key.value = LooseJson.text(parser).orElse(null);
                default -> {
                    Optional<SegmentField> field = SegmentField.named(name);
                    if (field.isPresent()) {
                        readText(parser, field.get(), call);
                    }
                }
            }
            parser.skipChildren();
            name = parser.nextFieldName();
        }
        int to = JsonInput.end(parser);
        if (to - from > limits.eventBytes()) {
            call.tooLong(to - from, limits.eventBytes());
        }
        return new Place(call, from, to);
    }

    private static void readLoose(JsonParser parser, LooseAttributes attributes)
            throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            LooseJson.readObject(parser, "", attributes);
        }
    }

    private static void readText(JsonParser parser, SegmentField field, SegmentCall call)
            throws IOException {
        if (LooseJson.isNothing(parser)) {
            return;
        }
        LooseJson.text(parser)
                .ifPresentOrElse(
                        text -> call.text(field, text),
                        () ->
                                call.refuse(
                                        field,
                                        "%s must be a text, was %s"
                                                .formatted(
                                                        field.wireName(),
                                                        EventParser.kindOf(parser))));
    }

    /** Of the context only the account counts, and what it knows of the user. */
    private static Optional<String> groupId(JsonParser parser, LooseAttributes traits)
            throws IOException {
        Optional<String> groupId = Optional.empty();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return groupId;
        }
        String name = parser.nextFieldName();
        while (name != null) {
            parser.nextToken();
            if (name.equals(GROUP_ID)) {
                groupId = LooseJson.text(parser);
            } else if (name.equals(TRAITS)) {
                readLoose(parser, traits);
            }
            parser.skipChildren();
            name = parser.nextFieldName();
        }
        return groupId;
    }

    /** Where a write key is put that turns up while reading. */
    private static final class Key {
        private @Nullable String value;
    }
}
