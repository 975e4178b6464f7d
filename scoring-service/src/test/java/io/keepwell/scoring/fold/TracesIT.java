package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.runtime.testing.TestTraces;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an event causes is told by the step that folds it, if its sender follows it. */
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class TracesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final SourceName WEB = new SourceName("web");

    private final AccountId account = new AccountId("traced-" + UUID.randomUUID());
    private final TraceParent sender = TestTraces.sampled();

    @Test
    void shouldTellWhatAnEventCausesByTheStepThatFoldsIt() {
        TestTraces.send(sender, unhappy());

        await().atMost(SOON).until(() -> !told().isEmpty());
        assertThat(told()).allMatch(it -> TestTraces.follows(it, sender));
        assertThat(told().stream().distinct()).as("one step folds one event").hasSize(1);
    }

    @Test
    void shouldSayNothingOfStepsThatNobodyFollows() {
        TestTopics.send(unhappy());

        await().atMost(SOON).until(() -> !told().isEmpty());
        assertThat(told()).containsOnly(Optional.empty());
    }

    @Test
    void shouldCarryOnWhoFollowsAnEventThatWaitsForItsAccount() {
        // Given
        String user = "user-" + account.value();
        UnattributedEventV1 waiting = ofUser(user);
        TestTraces.send(sender, waiting);
        UnattributedEventV1 untold = ofUser(user);
        TestTopics.send(untold);

        // When
        TestTopics.send(linked(user));

        // Then
        await().atMost(SOON)
                .until(() -> !onTheLog(waiting).isEmpty() && !onTheLog(untold).isEmpty());
        assertThat(onTheLog(waiting)).containsExactly(Optional.of(sender));
        assertThat(onTheLog(untold)).containsExactly(Optional.empty());
    }

    @Test
    void shouldCarryOnWhoFollowsAnEventWhoseAccountIsKnown() {
        // Given
        String user = "user-" + account.value();
        UnattributedEventV1 first = ofUser(user);
        TestTopics.send(linked(user), first);
        await().atMost(SOON).until(() -> !onTheLog(first).isEmpty());

        // When
        UnattributedEventV1 next = ofUser(user);
        TestTraces.send(sender, next);

        // Then
        await().atMost(SOON).until(() -> !onTheLog(next).isEmpty());
        assertThat(onTheLog(next)).containsExactly(Optional.of(sender));
    }

    private List<Optional<TraceParent>> told() {
        return TestTraces.causes(Topic.HEALTH_CHANGES, account);
    }

    private static List<Optional<TraceParent>> onTheLog(UnattributedEventV1 event) {
        return TestTraces.causes(Topic.CUSTOMER_EVENTS, event.id());
    }

    private CustomerEventV1 unhappy() {
        return Log.event(account, "engagement.nps-submitted", Map.of("value", 1));
    }

    private static UnattributedEventV1 ofUser(String user) {
        Instant now = Instant.now();
        return new UnattributedEventV1(
                UUID.randomUUID().toString(),
                WEB,
                user,
                new EventType("usage.feature-used"),
                now,
                now,
                null,
                Attributes.NONE,
                null);
    }

    private IdentityLinkedV1 linked(String user) {
        Instant now = Instant.now();
        return new IdentityLinkedV1(UUID.randomUUID().toString(), WEB, user, account, now, now);
    }
}
