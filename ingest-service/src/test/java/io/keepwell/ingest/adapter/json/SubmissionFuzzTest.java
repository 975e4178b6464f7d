package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.application.FakeLog;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Bodies that were damaged by chance. Whatever comes in, nothing is thrown; every item is either
 * accepted or rejected; and what goes to Kafka can be read again.
 */
class SubmissionFuzzTest {

    private static final int RUNS = 20_000;
    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final SourceName CRM = new SourceName("crm");
    private static final String GOOD =
            """
            {"id":"e1","accountId":"acmé","type":"usage.feature-used","occurredAt":"2026-11-03T09:15:28Z","actorId":"u","value":1.5,"attributes":{"feature":"x","n":1e3,"f":true}}
            """;
    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "\\udc00\\ud83d",
                    "\u0000",
                    "\uFEFF",
                    "\n",
                    "\r",
                    " ",
                    "null",
                    "true",
                    "NaN",
                    "1E999999999",
                    "1E-999999999",
                    "-0",
                    "0.1e-99999999999",
                    "9".repeat(150),
                    "{\"a\":".repeat(40),
                    "[".repeat(300),
                    "\"id\":",
                    "\"value\":",
                    "\"attributes\":{",
                    "\"type\":\"x.y\",",
                    "\"" + "k".repeat(600) + "\":1,",
                    "\"" + "v".repeat(3_000) + "\"",
                    "😀",
                    "\u0085");

    private final SubmissionReader reader =
            new SubmissionReader(new Limits(100_000, 2_000, 20, 10));
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
            Format format = random.nextBoolean() ? Format.JSON : Format.NDJSON;
            byte[] bytes = damaged(random, format);
            try {
                requireJudged(format, new Body(bytes));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "rerun with -Dseed=%d, run %d, %s: %s"
                                .formatted(
                                        seed,
                                        run,
                                        format,
                                        new String(bytes, StandardCharsets.ISO_8859_1)),
                        e);
            }
        }
    }

    /** What was good says the same again; what was not is not good by itself either. */
    private static void requireReadAgain(Item item, Content again) {
        if (again instanceof Content.Events(var items, _)) {
            assertThat(items)
                    .singleElement()
                    .extracting(Item::verdict)
                    .satisfies(verdict -> {
                        if (item.verdict() instanceof Verdict.Flawed) {
                            assertThat(verdict).isInstanceOf(Verdict.Flawed.class);
                        } else {
                            assertThat(verdict).isEqualTo(item.verdict());
                        }
                    });
        } else {
            assertThat(item.verdict()).isInstanceOf(Verdict.Flawed.class);
        }
    }

    private void requireJudged(Format format, Body body) throws UnreadableMessageException {
        log.clear();
        Content content = reader.read(format, body, NOW);
        var outcome =
                submitEvents
                        .submit(
                                new Submission(
                                        CRM,
                                        NOW,
                                        "application/json",
                                        new SentRequest("/v1/events", Map.of(), NOW, null),
                                        Framing.ITEM,
                                        body,
                                        content))
                        .toCompletableFuture()
                        .join();
        switch (content) {
            case Content.Events(var items, _) -> {
                assertThat(log.messages()).hasSameSizeAs(items);
                assertThat(accepted(outcome) + rejected(outcome)).isEqualTo(items.size());
                assertThat(log.of(CustomerEventV1.class)).hasSize((int) accepted(outcome));
                for (var item : items) {
                    assertThat(item.from()).isBetween(0, item.to());
                    assertThat(item.to()).isLessThanOrEqualTo(body.length());
                    Framing.ITEM
                            .request(body, items, item)
                            .ifPresentOrElse(
                                    kept -> requireReadAgain(item, reader.read(format, kept, NOW)),
                                    () ->
                                            assertThat(item.verdict())
                                                    .isInstanceOf(Verdict.Flawed.class));
                }
            }
            case Content.Unreadable(_) -> {
                assertThat(log.of(RejectedEventV1.class))
                        .singleElement()
                        .satisfies(kept -> assertThat(kept.sent()).isEqualTo(body.bytes()));
            }
            case Content.TooMany(), Content.Empty() -> assertThat(log.messages()).isEmpty();
        }
        for (var message : log.messages()) {
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
        }
    }

    private static long accepted(Outcome outcome) {
        return outcome instanceof Outcome.Received received ? received.accepted() : 0;
    }

    private static long rejected(Outcome outcome) {
        List<Rejection> rejections =
                switch (outcome) {
                    case Outcome.Received received -> received.rejections();
                    case Outcome.NoneAccepted none -> none.rejections();
                    case Outcome.Unreadable _, Outcome.TooMany _, Outcome.Unavailable _ ->
                            List.of();
                };
        return rejections.stream().mapToInt(Rejection::index).distinct().count();
    }

    private static byte[] damaged(RandomGenerator random, Format format) {
        int events = random.nextInt(4);
        String[] all = new String[events];
        Arrays.fill(all, GOOD.strip());
        String text =
                format == Format.JSON && events != 1
                        ? "[" + String.join(",", all) + "]"
                        : String.join("\n", all);
        var damaged = new StringBuilder(text);
        damage(damaged, random);
        byte[] bytes = damaged.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Damages a text a little, a lot, or not at all. */
    static void damage(StringBuilder text, RandomGenerator random) {
        int wounds = random.nextInt(5);
        for (int wound = 0; wound < wounds; wound++) {
            wound(text, random);
        }
    }

    private static void wound(StringBuilder text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            default -> text.insert(at, text.substring(at, end));
        }
    }
}
