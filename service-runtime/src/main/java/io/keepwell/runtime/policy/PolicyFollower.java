package io.keepwell.runtime.policy;

import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the policies in force, on a thread of its own. Documents that are applied together come
 * into force together.
 */
public final class PolicyFollower implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyFollower.class);
    private static final List<TopicPartition> TOPIC =
            List.of(new TopicPartition(Topic.POLICIES.topicName(), 0));
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_ON = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final EventCatalogue catalogue;
    private final java.util.function.Consumer<PolicySet> beforeFirst;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final Set<String> seen = new HashSet<>();
    private volatile @Nullable Known known;
    private volatile @Nullable Consumer<String, byte[]> polling;

    /**
     * What is known of the topic, which becomes known at once.
     *
     * @param inForce absent while none could be read
     * @param versions of all that were read, in force or not
     * @param appliedAt when the last of them were applied
     */
    private record Known(@Nullable PolicySet inForce, Set<String> versions, Instant appliedAt) {}

    /**
     * For one cluster.
     *
     * @param consumers makes a consumer without a group that reads what is committed; asked again
     *     after a failure
     * @param catalogue the well-known event types
     * @param beforeFirst given the first policies, and waited for before they come into force
     */
    public PolicyFollower(
            Supplier<Consumer<String, byte[]>> consumers,
            EventCatalogue catalogue,
            java.util.function.Consumer<PolicySet> beforeFirst) {
        this.consumers = consumers;
        this.catalogue = catalogue;
        this.beforeFirst = beforeFirst;
        this.thread = Thread.ofPlatform().name("policies").unstarted(this::loop);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /**
     * The policies in force.
     *
     * @return empty until the topic was read to its end for the first time, and while nothing was
     *     ever applied
     */
    public Optional<PolicySet> inForce() {
        Known now = known;
        return Optional.ofNullable(now == null ? null : now.inForce());
    }

    /**
     * Whether policies are in force by which something was judged, and were not read yet. Of those
     * that were replaced while this did not follow, nothing is left on the topic; but what they
     * judged, they judged before what is known to be in force.
     *
     * @param version of the policies
     * @param judgedAt when they judged
     * @return true when it is worth waiting for them
     */
    public boolean isToCome(String version, Instant judgedAt) {
        Known now = known;
        return now != null
                && judgedAt.isAfter(now.appliedAt())
                && !now.versions().contains(version);
    }

    @Override
    public void close() {
        stopping.countDown();
        Consumer<String, byte[]> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(STOPS_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!isStopping()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                polling = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                // Only closing wakes us.
                return;
            } catch (RuntimeException e) {
                // Whatever it is: who does not follow goes on by old policies, and looks well.
                LOGGER.atWarn().setCause(e).log("the policies are read again from the beginning");
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        var documents = new AppliedDocuments();
        consumer.assign(TOPIC);
        consumer.seekToBeginning(TOPIC);
        boolean isNew = true;
        while (!isStopping()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(isNew ? POLL_ON : POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                documents.take(record);
            }
            isNew |= !records.isEmpty();
            // What is applied together may come in several polls, and the mark that ends it in a
            // later one without records; but it never ends before the end.
            if (isNew && isAtEnd(consumer)) {
                isNew = false;
                documents.appliedAt().ifPresent(at -> enforce(documents, at));
            }
        }
    }

    private static boolean isAtEnd(Consumer<String, byte[]> consumer) {
        return consumer.endOffsets(TOPIC).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void enforce(AppliedDocuments documents, Instant appliedAt) {
        PolicySet before = inForce().orElse(null);
        PolicySet now = before;
        switch (read(documents.inForce())) {
            case PolicyResult.Accepted<PolicySet>(PolicySet policies) -> {
                if (before == null) {
                    beforeFirst.accept(policies);
                }
                now = policies;
                LOGGER.atInfo()
                        .addKeyValue("policyVersion", policies.version())
                        .log("policies are in force");
            }
            // They were checked before they were applied: by another release than this one.
            case PolicyResult.Refused<PolicySet>(List<PolicyProblem> problems) ->
                    LOGGER.atError()
                            .addKeyValue("problems", problems)
                            .log("applied policies cannot be read; the former stay in force");
        }
        seen.addAll(documents.versions());
        known = new Known(now, Set.copyOf(seen), appliedAt);
    }

    private PolicyResult<PolicySet> read(List<PolicyDocument> documents) {
        return switch (PolicyBundle.of(documents)) {
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) ->
                    PolicyReader.read(bundle, catalogue);
            case PolicyResult.Refused<PolicyBundle>(List<PolicyProblem> problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
