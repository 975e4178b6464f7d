package io.keepwell.alerting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the alerting service. */
@ConfigMapping(prefix = "alerting")
public interface AlertingConfig {

    /**
     * Where the database is.
     *
     * @return {@code host:port/name}
     */
    String database();

    /**
     * The password of the database's user.
     *
     * @return the password
     */
    String databasePassword();

    /**
     * The consumer group: services of one deployment share the partitions of a group.
     *
     * @return its name
     */
    @WithDefault("keepwell-alerting")
    String group();

    /**
     * How many relays publish what happens to alerts.
     *
     * @return 1 or more; only ever changed while nothing waits in the outbox
     */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int relays();

    /**
     * How often the clocks of alerts are looked at.
     *
     * @return a time; an alert is told to be overdue that much late at most
     */
    @WithDefault("1s")
    Duration clocksEvery();

    /**
     * A system that is told of alerts.
     *
     * @return where and how
     */
    WebhookConfig webhook();

    /**
     * A Slack channel that is told of alerts.
     *
     * @return where
     */
    SlackConfig slack();

    /**
     * How messages are sent outside.
     *
     * @return the limits
     */
    DeliveriesConfig deliveries();

    /** A system that is told of alerts, by Standard Webhooks. */
    interface WebhookConfig {

        /**
         * Where messages are posted to.
         *
         * @return an address that begins with {@code https://}; absent when nobody is told
         */
        Optional<String> url();

        /**
         * What messages are signed with.
         *
         * @return {@code whsec_} and base64 of 24 to 64 bytes
         */
        Optional<String> secret();

        /**
         * A file that holds the secret, instead.
         *
         * @return the file
         */
        Optional<Path> secretFile();
    }

    /** A Slack channel. */
    interface SlackConfig {

        /**
         * The address of an incoming webhook, which is a secret.
         *
         * @return an address that begins with {@code https://}; absent when nobody is told
         */
        Optional<String> url();

        /**
         * A file that holds the address, instead.
         *
         * @return the file
         */
        Optional<Path> urlFile();
    }

    /** How messages are sent outside. */
    interface DeliveriesConfig {

        /**
         * Whether plain HTTP and addresses of private networks are allowed, which is of use on one
         * machine only.
         *
         * @return usually false
         */
        @WithDefault("false")
        boolean allowInsecure();

        /**
         * How long sending a message once may take.
         *
         * @return at most a minute
         */
        @WithDefault("10s")
        Duration timeout();

        /**
         * The pause after the first failure; it doubles with each.
         *
         * @return a time
         */
        @WithDefault("10s")
        Duration retryFirst();

        /**
         * The longest pause.
         *
         * @return a time
         */
        @WithDefault("1h")
        Duration retryMax();

        /**
         * How long a message is tried in all.
         *
         * @return a time
         */
        @WithDefault("24h")
        Duration giveUpAfter();

        /**
         * How often to look for what is due, when nothing else happens.
         *
         * @return a time
         */
        @WithDefault("1s")
        Duration pollEvery();
    }
}
