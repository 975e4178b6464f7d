package io.keepwell.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.SubmittedEventV1;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmitEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final SourceName CRM = new SourceName("crm");
    private static final UUID ID = new UUID(3, 4);
    private static final Body BODY = new Body("good,bad".getBytes(StandardCharsets.UTF_8));
    private static final Item GOOD =
            new Item(
                    new Verdict.Sound(
                            new SubmittedEventV1(
                                    "e1",
                                    new AccountId("acme"),
                                    new EventType("x.y"),
                                    NOW,
                                    null,
                                    null,
                                    null)),
                    0,
                    4);
    private static final Item BAD =
            new Item(
                    new Verdict.Flawed(
                            List.of(
                                    new Flaw(RejectionCode.MISSING_FIELD, "/type", "no type"),
                                    new Flaw(RejectionCode.INVALID_FIELD, "/value", "bad value")),
                            "e2",
                            null),
                    5,
                    8);

    private final FakeLog log = new FakeLog();
    private final BackfillRuns runs = new BackfillRuns("0123456789abcdef0123456789abcdef");
    private final SubmitEvents submitEvents = new SubmitEvents(log, runs, () -> ID);

    @Test
    void shouldAcceptTheGoodAndKeepTheBad() {
        Outcome outcome = submit(new Content.Events(List.of(BAD, GOOD), false), null);

        assertThat(outcome).isInstanceOf(Outcome.Received.class);
        assertThat(log.messages())
                .containsExactly(
                        new RejectedEventV1(
                                ID,
                                CRM,
                                NOW,
                                RejectionCode.MISSING_FIELD,
                                "/type",
                                "no type; bad value",
                                "e2",
                                null,
                                "application/json",
                                "bad",
                                null,
                                request(null)),
                        new CustomerEventV1(
                                "e1",
                                CRM,
                                new AccountId("acme"),
                                new EventType("x.y"),
                                NOW,
                                NOW,
                                null,
                                null,
                                Attributes.NONE,
                                null));
        assertThat(log.timestamps()).containsExactly(NOW);
    }

    @Test
    void shouldReportEveryFlawUnderItsItem() {
        Outcome outcome = submit(new Content.Events(List.of(GOOD, BAD), false), null);

        Verdict.Flawed bad = (Verdict.Flawed) BAD.verdict();
        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Received(
                                1,
                                List.of(
                                        new Rejection(1, bad.flaws().get(0)),
                                        new Rejection(1, bad.flaws().get(1)))));
    }

    @Test
    void shouldSayWhenNothingWasAccepted() {
        Outcome outcome = submit(new Content.Events(List.of(BAD), true), null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NoneAccepted.class, none -> assertThat(none.single()).isTrue());
    }

    @Test
    void shouldWriteNothingForABatchOfNone() {
        Outcome outcome = submit(new Content.Events(List.of(), false), null);

        assertThat(outcome).isEqualTo(new Outcome.Received(0, List.of()));
        assertThat(log.timestamps()).isEmpty();
    }

    @Test
    void shouldKeepTheWholeOfWhatItCannotRead() {
        Outcome outcome = submit(new Content.Unreadable("broken"), null);

        assertThat(outcome).isEqualTo(new Outcome.Unreadable("broken"));
        assertThat(log.of(RejectedEventV1.class))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.code()).isEqualTo(RejectionCode.MALFORMED);
                    assertThat(kept.pointer()).isNull();
                    assertThat(kept.sent()).isEqualTo(BODY.bytes());
                });
    }

    @Test
    void shouldPromiseNothingThatTheLogHasNotAcknowledged() {
        log.fail();

        assertThat(submit(new Content.Events(List.of(GOOD), true), null))
                .isEqualTo(new Outcome.Unavailable());
        assertThat(submit(new Content.Unreadable("broken"), null))
                .isEqualTo(new Outcome.Unavailable());
    }

    @Test
    void shouldWriteTheRunThatAnEventBelongsTo() {
        String run = runs.fresh(CRM, ID);

        var _ = submit(new Content.Events(List.of(GOOD), true), run);

        assertThat(log.of(CustomerEventV1.class))
                .singleElement()
                .satisfies(event -> assertThat(event.backfill()).isEqualTo(run));
    }

    @Test
    void shouldRejectEventsOfARunThatIsNotTheSources() {
        String run = runs.fresh(new SourceName("desk"), ID);

        Outcome outcome = submit(new Content.Events(List.of(GOOD, BAD), false), run);

        assertThat(outcome).isInstanceOf(Outcome.NoneAccepted.class);
        assertThat(log.of(RejectedEventV1.class))
                .extracting(RejectedEventV1::code)
                .containsExactly(RejectionCode.BACKFILL_NOT_OPEN, RejectionCode.BACKFILL_NOT_OPEN);
        assertThat(log.of(RejectedEventV1.class).getFirst().eventId()).isEqualTo("e1");
    }

    private static SentRequest request(@Nullable String run) {
        return new SentRequest("/v1/events", Map.of(), NOW, run);
    }

    private Outcome submit(Content content, @Nullable String run) {
        return submitEvents
                .submit(
                        new Submission(
                                CRM,
                                NOW,
                                "application/json",
                                request(run),
                                Framing.ITEM,
                                BODY,
                                content))
                .toCompletableFuture()
                .join();
    }
}
