package io.keepwell.init;

import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.postgres.PostgresTarget;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to prepare, and where.
 *
 * @param kafka the cluster
 * @param postgres the database server
 * @param topics how topics are made
 * @param rolePasswords a directory with a file for each database's owner role, holding its
 *     password; none for roles without password
 * @param policies the directory of the default policies; none to publish none
 * @param waitMax how long to wait for both servers to serve, in all; 0 or more
 * @param dryRun to say what would be done, and do nothing
 */
public record InitSettings(
        KafkaTarget kafka,
        PostgresTarget postgres,
        TopicOptions topics,
        @Nullable Path rolePasswords,
        @Nullable Path policies,
        Duration waitMax,
        boolean dryRun) {

    /** How long to wait for the servers, unless told otherwise. */
    public static final Duration WAIT_DEFAULT = Duration.ofSeconds(60);

    /** Checks the wait. */
    public InitSettings {
        if (waitMax.isNegative()) {
            throw new IllegalArgumentException("wait must be 0 or more, was " + waitMax);
        }
    }

    /**
     * Two servers with everything else by default: no role passwords, no policies.
     *
     * @param kafka the cluster
     * @param postgres the database server
     * @return the settings
     */
    public static InitSettings of(KafkaTarget kafka, PostgresTarget postgres) {
        return new InitSettings(
                kafka, postgres, TopicOptions.defaults(), null, null, WAIT_DEFAULT, false);
    }

    /**
     * The same with other options for topics.
     *
     * @param options how topics are made
     * @return other settings
     */
    public InitSettings withTopics(TopicOptions options) {
        return new InitSettings(kafka, postgres, options, rolePasswords, policies, waitMax, dryRun);
    }

    /**
     * The same with passwords for the owner roles.
     *
     * @param directory with a file for each role
     * @return other settings
     */
    public InitSettings withRolePasswords(Path directory) {
        return new InitSettings(kafka, postgres, topics, directory, policies, waitMax, dryRun);
    }

    /**
     * The same with default policies.
     *
     * @param directory where they are
     * @return other settings
     */
    public InitSettings withPolicies(Path directory) {
        return new InitSettings(kafka, postgres, topics, rolePasswords, directory, waitMax, dryRun);
    }

    /**
     * The same with another wait.
     *
     * @param longest for both servers, in all
     * @return other settings
     */
    public InitSettings withWait(Duration longest) {
        return new InitSettings(kafka, postgres, topics, rolePasswords, policies, longest, dryRun);
    }

    /**
     * The same as a dry run or not.
     *
     * @param wanted whether
     * @return other settings
     */
    public InitSettings withDryRun(boolean wanted) {
        return new InitSettings(kafka, postgres, topics, rolePasswords, policies, waitMax, wanted);
    }
}
