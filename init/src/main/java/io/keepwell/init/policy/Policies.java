package io.keepwell.init.policy;

import io.keepwell.init.kafka.KafkaClients;
import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import io.keepwell.model.Topic;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Puts the default policies into force on a deployment that has none. From then on they belong to
 * the deployment: whatever is in force is left untouched.
 */
public final class Policies {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration OTHER_WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration OTHER_PAUSE = Duration.ofMillis(200);
    private static final int VERSION_DIGITS_SHOWN = 12;

    private final PoliciesInForce inForce;
    private final PolicyPublisher publisher;
    private final boolean dryRun;
    private final Patience patience;

    /**
     * For one cluster.
     *
     * @param clients its clients
     * @param clock when the policies come into force
     * @param ids of the messages that say so
     * @param dryRun to publish nothing
     * @param patience for another init to finish
     */
    public Policies(
            KafkaClients clients,
            InstantSource clock,
            Supplier<UUID> ids,
            boolean dryRun,
            Patience patience) {
        this.inForce = new PoliciesInForce(clients, patience);
        this.publisher = new PolicyPublisher(clients, inForce, clock, ids);
        this.dryRun = dryRun;
        this.patience = patience;
    }

    /**
     * Does it.
     *
     * @param bundle the default policies
     * @return one outcome a document that was published, or one for those in force
     * @throws org.apache.kafka.common.KafkaException when the cluster does not do its part; then
     *     either all documents are in force or none
     */
    public List<Outcome> prepare(PolicyBundle bundle) {
        int live = inForce.count();
        for (int attempt = 0; live == 0 && attempt < ATTEMPTS_MAX; attempt++) {
            if (dryRun || publisher.publish(bundle) == PolicyPublisher.Result.PUBLISHED) {
                return bundle.documents().stream().map(Policies::published).toList();
            }
            live = awaitOther();
        }
        return List.of(live > 0 ? untouched(live) : neverAlone());
    }

    /** How many documents another init has put into force; 0 if it gave up. */
    private int awaitOther() {
        Patience waiting = patience.afresh(OTHER_WAIT_MAX);
        int live = inForce.count();
        while (live == 0 && !waiting.isOver() && waiting.pause(OTHER_PAUSE)) {
            waiting.tell("waiting for another init to publish the policies");
            live = inForce.count();
        }
        return live;
    }

    private static Outcome published(PolicyDocument document) {
        return new Outcome.Created(
                Subject.POLICY,
                document.key(),
                "version " + document.version().substring(0, VERSION_DIGITS_SHOWN));
    }

    private static Outcome untouched(int live) {
        return new Outcome.Present(
                Subject.POLICY,
                Topic.POLICIES.topicName(),
                live == 1
                        ? "1 document in force, left untouched"
                        : "%d documents in force, left untouched".formatted(live),
                live);
    }

    private static Outcome neverAlone() {
        return new Outcome.Failed(
                Subject.POLICY,
                Topic.POLICIES.topicName(),
                "another init kept publishing and never finished",
                "Stop the other one, then run this again.");
    }
}
