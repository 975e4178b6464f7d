package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.adapter.json.EventBodies;
import io.keepwell.ingest.adapter.json.SegmentReader;
import io.keepwell.ingest.adapter.json.Taken;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.ingest.domain.source.BrowserRule;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.policy.source.SourceType;
import io.keepwell.policy.webhook.WebhookMapping;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Takes up again what was rejected: it is read as it was when it came in, by the sources and
 * mappings of now. Who sent it was proved then, and is not asked again.
 */
@Singleton
public class SentAgain {

    /** Where events are sent to. */
    public static final String EVENTS = "/v1/events";

    /** Where batches of Segment's calls are sent to. */
    public static final String BATCH = "/v1/batch";

    private static final String API = "/v1/";
    private static final String WEBHOOKS = "/in/";

    private final CurrentSources sources;
    private final EventBodies events;
    private final SegmentReader segment;
    private final Webhooks webhooks;
    private final Submissions submissions;
    private final InstantSource clock;
    private final Limits limits;

    SentAgain(
            CurrentSources sources,
            EventBodies events,
            SegmentReader segment,
            Webhooks webhooks,
            Submissions submissions,
            InstantSource clock,
            Limits limits) {
        this.sources = sources;
        this.events = events;
        this.segment = segment;
        this.webhooks = webhooks;
        this.submissions = submissions;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Where one of Segment's calls is sent to.
     *
     * @param kind which call
     * @return the path
     */
    public static String path(SegmentKind kind) {
        return API + kind.wireName();
    }

    /**
     * Where a webhook is sent to.
     *
     * @param source the webhook's
     * @return the path
     */
    public static String path(Source source) {
        return WEBHOOKS + source.name();
    }

    /**
     * Takes up again what was rejected. What makes its ids is the same however often it is taken
     * up, so it counts once.
     *
     * @param replay what was sent
     * @param rejectionIds names what is rejected again: the same names for the same replay
     * @return what became of it
     */
    public CompletionStage<Outcome> take(ReplayRequestedV1 replay, Supplier<UUID> rejectionIds) {
        var body = new Body(replay.sent());
        Taken taken =
                sources.now()
                        .named(replay.source().value())
                        .map(source -> read(source, replay, body))
                        .orElseGet(() ->
                                refused(
                                        replay,
                                        body,
                                        "source %s is not there any more; put its document back, and replay this once more"
                                                .formatted(replay.source())));
        return submissions.submitAgain(
                taken.of(replay.source(), clock.instant(), replay.request()), rejectionIds);
    }

    private Taken read(Source source, ReplayRequestedV1 replay, Body body) {
        String path = replay.request().path();
        SourceType type = source.spec().type();
        boolean mayBeSent =
                path.equals(EVENTS)
                        ? type == SourceType.EVENTS || type == SourceType.KAFKA
                        : path.startsWith(WEBHOOKS) ? type.isWebhook() : !type.isWebhook();
        if (!mayBeSent) {
            return refused(
                    replay,
                    body,
                    "source %s is of another type now, and nothing of it is sent to %s; give it back its type, and replay this once more"
                            .formatted(replay.source(), path));
        }
        if (path.equals(EVENTS)) {
            return readEvents(replay, body);
        }
        return path.startsWith(WEBHOOKS)
                ? readWebhook(source, replay, body)
                : readSegment(source, replay, body);
    }

    private Taken readEvents(ReplayRequestedV1 replay, Body body) {
        return events.of(replay.contentType())
                .map(form -> form.read(body, replay.request().receivedAt()))
                .map(taken ->
                        new Taken(
                                kept(taken.content()),
                                taken.kept(),
                                taken.contentType(),
                                taken.framing()))
                .orElseGet(() ->
                        new Taken(
                                new Content.Unreadable(
                                        "events are read as application/json,"
                                                + " application/x-ndjson or CloudEvents, in UTF-8"),
                                body,
                                replay.contentType(),
                                Framing.BODY));
    }

    private Taken readSegment(Source source, ReplayRequestedV1 replay, Body body) {
        SegmentReader reader = segment.with(ids(replay));
        Instant receivedAt = replay.request().receivedAt();
        String path = replay.request().path();
        Optional<SegmentReader.Request> read =
                path.equals(BATCH)
                        ? Optional.of(reader.readBatch(body, receivedAt))
                        : Arrays.stream(SegmentKind.values())
                                .filter(kind -> path.equals(path(kind)))
                                .findFirst()
                                .map(kind -> reader.readCall(kind, body, receivedAt));
        return read.map(SegmentReader.Request::content)
                .map(this::kept)
                .map(content ->
                        source.spec().type() == SourceType.BROWSER
                                ? BrowserRule.applied(content)
                                : content)
                .map(content -> new Taken(content, body, replay.contentType(), Framing.ENVELOPE))
                .orElseGet(() ->
                        refused(
                                replay,
                                body,
                                "this release does not read what is sent to " + path));
    }

    private Taken readWebhook(Source source, ReplayRequestedV1 replay, Body body) {
        WebhookMapping mapping = Objects.requireNonNull(source.spec().mapping());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(replay.request().headers());
        return new Taken(
                webhooks.read(mapping, body, headers::get, replay.request().receivedAt()),
                body,
                replay.contentType(),
                Webhooks.framing(mapping));
    }

    /** There is nobody to be told, so everything is kept. */
    private Content kept(Content content) {
        return switch (content) {
            case Content.TooMany() ->
                    new Content.Unreadable(
                            "a request must hold at most %d events"
                                    .formatted(limits.batchEvents()));
            case Content.Empty() -> new Content.Unreadable("the body is empty");
            case Content.Events _, Content.Unreadable _ -> content;
        };
    }

    private static Taken refused(ReplayRequestedV1 replay, Body body, String detail) {
        var verdict = Verdict.Flawed.of(new Flaw(RejectionCode.NOT_ALLOWED, Flaw.WHOLE, detail));
        return new Taken(
                new Content.Events(List.of(new Item(verdict, 0, body.length())), true),
                body,
                replay.contentType(),
                Framing.BODY);
    }

    /** For what has no id of its own. */
    private static Supplier<UUID> ids(ReplayRequestedV1 replay) {
        int[] next = {0};
        return () ->
                UUID.nameUUIDFromBytes(
                        "%s/%d"
                                .formatted(replay.rejectionId(), next[0]++)
                                .getBytes(StandardCharsets.UTF_8));
    }
}
