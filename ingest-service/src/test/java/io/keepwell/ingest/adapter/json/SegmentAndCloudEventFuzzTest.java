package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.application.FakeLog;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Calls and CloudEvents that were damaged by chance. Whatever comes in, nothing is thrown; every
 * item is either accepted or rejected; and what goes to Kafka can be read again.
 */
class SegmentAndCloudEventFuzzTest {

    private static final int RUNS = 20_000;
    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final Limits LIMITS = new Limits(100_000, 2_000, 20, 10);
    private static final SegmentReader SEGMENT = new SegmentReader(LIMITS, () -> new UUID(0, 1));
    private static final CloudEventReader CLOUD_EVENTS = new CloudEventReader(LIMITS);
    private static final String CALL =
            """
            {"type":"%s","userId":"u","anonymousId":"a","groupId":"g","previousId":"p","event":"%s","name":"n","messageId":"m","timestamp":"2026-11-03T09:15:28Z","sentAt":"2026-11-03T09:15:29Z","context":{"groupId":"acmé","traits":{"title":"CTO"}},"traits":{"name":"Ann","employees":"12","renewal_date":"2027-01-01T00:00:00Z"},"properties":{"role":"Admin","value":3,"scaleMax":5,"deep":{"er":[1]},"gone":null}}
            """;
    private static final String CLOUD_EVENT =
            """
            {"specversion":"1.0","id":"1","source":"/s","type":"com.acme.usage.feature-used.v1","subject":"acmé","time":"2026-11-03T09:15:28Z","datacontenttype":"application/json","extension":7,"data":{"feature":"x","actorId":"u","value":1.5,"attributes":{"f":true}}}
            """;
    private static final List<SegmentKind> KINDS = List.of(SegmentKind.values());
    private static final List<String> NAMES =
            List.of("Signed In", "Account Added User", "support.csat-submitted", "Exported");

    private final FakeLog log = new FakeLog();
    private final SubmitEvents submitEvents =
            new SubmitEvents(
                    log,
                    new BackfillRuns("0123456789abcdef0123456789abcdef"),
                    () -> new UUID(0, 1));

    @Test
    void shouldJudgeEveryItemOfAnyBody() throws UnreadableMessageException {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < RUNS; run++) {
            var damaged = new StringBuilder();
            BiFunction<Body, Instant, Content> reading = choose(random, damaged);
            SubmissionFuzzTest.damage(damaged, random);
            var body = new Body(damaged.toString().getBytes(StandardCharsets.UTF_8));
            try {
                Content content = reading.apply(body, NOW);
                requireJudged(content, body);
                requireReadAgain(content, body, reading);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "rerun with -Dseed=%d, run %d: %s".formatted(seed, run, damaged), e);
            }
        }
    }

    private static void requireReadAgain(
            Content content, Body body, BiFunction<Body, Instant, Content> reading) {
        if (!(content instanceof Content.Events(var items, _))) {
            return;
        }
        for (Item item : items) {
            Body request = Framing.ENVELOPE.request(body, items, item).orElseThrow();
            assertThat(reading.apply(request, NOW))
                    .isInstanceOfSatisfying(
                            Content.Events.class,
                            again ->
                                    assertThat(again.items())
                                            .extracting(Item::verdict)
                                            .containsExactly(item.verdict()));
        }
    }

    /** Chooses a protocol, and writes a good body of it. */
    private static BiFunction<Body, Instant, Content> choose(
            RandomGenerator random, StringBuilder good) {
        SegmentKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String call =
                CALL.strip().formatted(kind.wireName(), NAMES.get(random.nextInt(NAMES.size())));
        return switch (random.nextInt(5)) {
            case 0 -> {
                good.append(call);
                yield (body, at) -> SEGMENT.readCall(kind, body, at).content();
            }
            case 1 -> {
                good.append(
                        "{\"batch\":[%s,%s],\"sentAt\":\"2026-11-03T09:15:29Z\",\"writeKey\":\"k\"}"
                                .formatted(call, call));
                yield (body, at) -> SEGMENT.readBatch(body, at).content();
            }
            case 2 -> {
                good.append(CLOUD_EVENT.strip());
                yield CLOUD_EVENTS::readStructured;
            }
            case 3 -> {
                good.append("[%s,%s]".formatted(CLOUD_EVENT.strip(), CLOUD_EVENT.strip()));
                yield CLOUD_EVENTS::readBatch;
            }
            default -> {
                good.append("{\"feature\":\"x\",\"accountId\":\"a\",\"value\":2}");
                yield SegmentAndCloudEventFuzzTest::readBinary;
            }
        };
    }

    /** The body is data, and a header too. */
    private static Content readBinary(Body body, Instant at) {
        String header = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        Verdict verdict =
                CLOUD_EVENTS.readBinary(
                        HeaderBinding.HTTP,
                        List.of(
                                Map.entry("specversion", "1.0"),
                                Map.entry("id", "1"),
                                Map.entry("source", "/s"),
                                Map.entry("type", header),
                                Map.entry("subject", header)),
                        "application/json",
                        body,
                        at);
        return new Content.Events(List.of(new Item(verdict, 0, body.length())), true);
    }

    private void requireJudged(Content content, Body body) throws UnreadableMessageException {
        log.clear();
        var _ =
                submitEvents
                        .submit(
                                new Submission(
                                        new SourceName("crm"),
                                        NOW,
                                        "application/json",
                                        new SentRequest("/v1/events", Map.of(), NOW, null),
                                        Framing.BODY,
                                        body,
                                        content))
                        .toCompletableFuture()
                        .join();
        switch (content) {
            case Content.Events(var items, _) -> {
                assertThat(log.messages()).hasSizeGreaterThanOrEqualTo(items.size());
                assertThat(log.of(RejectedEventV1.class))
                        .hasSize(
                                (int)
                                        items.stream()
                                                .filter(it ->
                                                        it.verdict() instanceof Verdict.Flawed)
                                                .count());
                for (var item : items) {
                    assertThat(item.from()).isBetween(0, item.to());
                    assertThat(item.to()).isLessThanOrEqualTo(body.length());
                }
            }
            case Content.Unreadable(_) -> assertThat(log.of(RejectedEventV1.class)).hasSize(1);
            case Content.TooMany(), Content.Empty() -> assertThat(log.messages()).isEmpty();
        }
        for (var message : log.messages()) {
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
        }
    }
}
