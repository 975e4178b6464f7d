package io.keepwell.standalone.demo;

import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.Pause;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.demo.portfolio.Portfolio;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Lets the portfolio live on: what its accounts do today, one event after the other; when all of
 * that is told, those who were active go on using what they use. Nobody is active who would not be,
 * so that each account stays what its archetype says.
 */
final class LiveEvents {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final String USED = "usage.feature-used";

    private final Portfolio portfolio;
    private final IngestClient ingest;
    private final Progress progress;
    private final InstantSource clock;
    private final BooleanSupplier stopping;
    private long sent;
    private long dueAt;

    LiveEvents(
            Portfolio portfolio,
            IngestClient ingest,
            Progress progress,
            InstantSource clock,
            BooleanSupplier stopping) {
        this.portfolio = portfolio;
        this.ingest = ingest;
        this.progress = progress;
        this.clock = clock;
        this.stopping = stopping;
    }

    /** Until asked to stop. */
    void run() {
        progress.begin("Live events, Ctrl-C stops", 0);
        while (!stopping.getAsBoolean()) {
            live(day());
        }
    }

    private void live(LocalDate day) {
        List<SubmittedEventV1> today = today(day);
        List<SubmittedEventV1> uses =
                today.stream().filter(it -> it.type().value().equals(USED)).toList();
        for (SubmittedEventV1 event : today) {
            if (!send(event, event.id(), day)) {
                return;
            }
        }
        // What is told beyond the plan is told once, however often we start anew on this day.
        long from = clock.millis();
        for (int i = 0; !uses.isEmpty(); i = (i + 1) % uses.size()) {
            SubmittedEventV1 again = uses.get(i);
            from++;
            if (!send(again, "%s-again-%d".formatted(again.id(), from), day)) {
                return;
            }
        }
        while (day().equals(day) && !stopping.getAsBoolean()) {
            Pause.shortly();
        }
    }

    private List<SubmittedEventV1> today(LocalDate day) {
        var today = new ArrayList<SubmittedEventV1>();
        portfolio.customers().forEach(it -> today.addAll(portfolio.events(it, day)));
        Collections.shuffle(today, new Random(day.toEpochDay()));
        return today;
    }

    /** Whether to go on with the day. */
    private boolean send(SubmittedEventV1 event, String id, LocalDate day) {
        if (stopping.getAsBoolean() || !day().equals(day)) {
            return false;
        }
        Instant now = clock.instant();
        ingest.send(
                List.of(
                        new SubmittedEventV1(
                                id,
                                event.accountId(),
                                event.type(),
                                now,
                                event.actorId(),
                                event.value(),
                                event.attributes())),
                null);
        progress.count(++sent);
        // What answering takes is part of the pace; after a standstill nothing is caught up.
        dueAt = Math.max(dueAt + EVERY.toMillis(), clock.millis() - EVERY.toMillis());
        Pause.of(Duration.ofMillis(Math.max(0, dueAt - clock.millis())));
        return true;
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
