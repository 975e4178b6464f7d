package io.keepwell.runtime.policy;

import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets health changes wait for the policies by which they were judged. Policies and changes come on
 * two topics, and a change may be first: what reacts to it by the former policies would miss what
 * the new ones ask for, and no change tells of that again.
 */
public final class AwaitPolicies {

    private static final Logger LOGGER = LoggerFactory.getLogger(AwaitPolicies.class);

    /** A topic that is behind catches up within a second; one that is gone must not stop us. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final PolicyFollower policies;
    private final InstantSource clock;
    private final Map<String, Instant> awaitedSince = new ConcurrentHashMap<>();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    /**
     * For those who react by the policies that somebody follows.
     *
     * @param policies follows them
     * @param clock the present
     */
    public AwaitPolicies(PolicyFollower policies, InstantSource clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Looks whether messages can be reacted to.
     *
     * @param messages of topic {@code keepwell.health-changes}; nobody reacts to a changed score
     * @throws IllegalStateException while policies that are in force have not been read, by which
     *     one of them was judged: to be asked again a little later. Not for ever: policies that do
     *     not come are done without
     */
    public void require(List<? extends Message> messages) {
        for (Message message : messages) {
            if (message instanceof HealthChange change && !(change instanceof ScoreChangedV1)) {
                require(change);
            }
        }
    }

    private void require(HealthChange change) {
        String version = change.policyVersion();
        if (!policies.isToCome(version, change.changedAt())) {
            return;
        }
        Instant now = clock.instant();
        Instant since = awaitedSince.computeIfAbsent(version, _ -> now);
        if (now.isBefore(since.plus(AT_MOST))) {
            throw new IllegalStateException(
                    "policies %s, by which a change was judged, have not been read from keepwell.policies yet"
                            .formatted(version));
        }
        if (givenUp.add(version)) {
            LOGGER.atWarn()
                    .addKeyValue("policyVersion", version)
                    .log("changes were judged by policies that do not come; others are in force");
        }
    }
}
