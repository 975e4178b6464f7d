package io.keepwell.init.kafka;

import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits until the cluster answers. */
public final class KafkaReadiness {

    private static final Duration ATTEMPT_MIN = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KafkaTarget target;
    private final KafkaClients clients;
    private final Patience patience;

    /**
     * For one cluster.
     *
     * @param target which
     * @param patience how long
     */
    public KafkaReadiness(KafkaTarget target, Patience patience) {
        this.target = target;
        this.clients = new KafkaClients(target);
        this.patience = patience;
    }

    /**
     * Waits. What waiting cannot cure, such as a wrong password, ends it at once.
     *
     * @return what is wrong, or empty when the cluster serves
     */
    public Optional<Outcome.Failed> await() {
        String last;
        do {
            try {
                if (answers()) {
                    return Optional.empty();
                }
                last = "it has no broker yet";
            } catch (AuthenticationException | AuthorizationException e) {
                return Optional.of(refused(e));
            } catch (InterruptException e) {
                return Optional.of(unreached("interrupted"));
            } catch (TimeoutException e) {
                last = "no broker answered";
            } catch (KafkaException e) {
                if (isMisconfigured(e)) {
                    return Optional.of(misconfigured(e));
                }
                last = rootOf(e);
            }
            patience.tell("waiting for " + target);
        } while (!patience.isOver() && patience.pause(PAUSE));
        return Optional.of(unreached(last));
    }

    private boolean answers() {
        int timeoutMs = (int) patience.left(ATTEMPT_MIN, ATTEMPT_MAX).toMillis();
        Admin admin = clients.admin();
        try {
            var options = new DescribeClusterOptions().timeoutMs(timeoutMs);
            return !KafkaCalls.get(admin.describeCluster(options).nodes()).isEmpty();
        } finally {
            // A client that reaches nobody would otherwise wait for its own requests.
            admin.close(Duration.ZERO);
        }
    }

    /** True for a setting that is wrong, false for a name that does not resolve yet. */
    private static boolean isMisconfigured(KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException) {
                return !String.valueOf(cause.getMessage())
                        .contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
            }
        }
        return false;
    }

    private Outcome.Failed refused(KafkaException e) {
        return new Outcome.Failed(
                Subject.SERVER,
                target.toString(),
                "refuses the connection: " + e.getMessage(),
                "Check user, password and certificates in the file given as --kafka-config.");
    }

    private Outcome.Failed misconfigured(KafkaException e) {
        return new Outcome.Failed(
                Subject.SERVER,
                target.toString(),
                "cannot be reached with these client settings: " + rootOf(e),
                "Correct the file given as --kafka-config.");
    }

    private Outcome.Failed unreached(String why) {
        return new Outcome.Failed(
                Subject.SERVER,
                target.toString(),
                "was not reached: " + why,
                "Check that it runs and that --kafka (KAFKA_BOOTSTRAP_SERVERS) names it; if it asks"
                        + " for TLS or a password, give --kafka-config; if it needs longer to"
                        + " start, give a longer --wait.");
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
