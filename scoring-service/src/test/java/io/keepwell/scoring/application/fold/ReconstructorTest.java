package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Place;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.EventArchive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconstructorTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final AccountId ACME = new AccountId("acme");
    private static final int EVENTS = 100;

    private final List<Integer> held = new ArrayList<>();

    @Test
    void shouldTellTheSamePastOfAnAccountThatHasMoreEventsThanMayBeHeld() {
        // Given: in the order in which they were received, which is not that of their occurrence
        long seed = Long.getLong("seed", System.nanoTime());
        List<CustomerEventV1> events = events(new Random(seed));

        // When
        Reconstructor.Past whole = past(events, EVENTS);
        held.clear();
        Reconstructor.Past inPieces = past(events, 7);

        // Then
        assertThat(inPieces).as("rerun with -Dseed=%d", seed).isEqualTo(whole);
        assertThat(whole.history()).isNotEmpty();
        assertThat(held.subList(1, held.size()))
                .as("after they were read for their times")
                .hasSize(15)
                .allMatch(count -> count <= 7);
    }

    private Reconstructor.Past past(List<CustomerEventV1> events, int eventsMax) {
        EventArchive archive =
                (_, offsets, each) -> {
                    held.add(offsets.size());
                    offsets.stream()
                            .sorted()
                            .forEach(offset ->
                                    each.accept(
                                            new EventArchive.Archived(
                                                    offset, events.get(Math.toIntExact(offset)))));
                };
        List<Long> offsets = LongStream.range(0, EVENTS).boxed().toList();
        var pasts =
                new Reconstructor(archive, EventCatalogue.standard())
                        .reconstruct(
                                new Reconstructor.Request(
                                        new Place(0, EVENTS),
                                        Map.of(ACME, offsets),
                                        TestPolicies.judge(),
                                        Reporting.NONE
                                                .with("usage.session-started", 0)
                                                .with("usage.session-started", 30_000)
                                                .with("support.ticket-escalated", 0)
                                                .with("support.ticket-escalated", 30_000),
                                        NOW,
                                        eventsMax));
        return Objects.requireNonNull(pasts.get(ACME));
    }

    private static List<CustomerEventV1> events(Random random) {
        var events = new ArrayList<CustomerEventV1>();
        for (int number = 0; number < EVENTS; number++) {
            events.add(
                    Log.event(
                            ACME,
                            random.nextInt(4) == 0
                                    ? "support.ticket-escalated"
                                    : "usage.session-started",
                            NOW.minus(Duration.ofHours(random.nextInt(60 * 24))),
                            Map.of("actor", "user-" + random.nextInt(9))));
        }
        return events;
    }
}
