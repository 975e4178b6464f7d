package io.keepwell.alerting.adapter.delivery;

import io.keepwell.alerting.AlertingConfig;
import io.keepwell.alerting.application.delivery.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who outside is told of alerts.
 *
 * @param all as configured; may be empty
 */
public record Targets(List<Target> all) {

    /** Copies the list. */
    public Targets {
        all = List.copyOf(all);
    }

    /** How many messages all of them may get at a time, which may be at one host. */
    public static final int AT_A_TIME = WebhookTarget.AT_A_TIME + SlackTarget.AT_A_TIME;

    /**
     * Reads the settings.
     *
     * @param config the settings
     * @param http posts
     * @param destinations where messages may go
     * @param clock the present
     * @return the targets
     * @throws IllegalArgumentException when a setting is wrong; the text holds no secret
     */
    public static Targets of(
            AlertingConfig config, HttpPost http, Destinations destinations, InstantSource clock) {
        var found = new ArrayList<Target>();
        config.webhook()
                .url()
                .ifPresent(url ->
                        found.add(
                                new WebhookTarget(
                                        http,
                                        destinations.checked("alerting.webhook.url", url),
                                        new StandardWebhooks(secret(config.webhook())),
                                        clock)));
        value(config.slack().url(), config.slack().urlFile())
                .ifPresent(url ->
                        found.add(
                                new SlackTarget(
                                        http, destinations.checked("alerting.slack.url", url))));
        return new Targets(found);
    }

    /**
     * What they are called.
     *
     * @return the names
     */
    public Set<String> names() {
        return all.stream().map(Target::name).collect(Collectors.toSet());
    }

    private static String secret(AlertingConfig.WebhookConfig webhook) {
        return value(webhook.secret(), webhook.secretFile())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "alerting.webhook.url needs alerting.webhook.secret or"
                                        + " alerting.webhook.secret-file, to sign what is sent"));
    }

    private static Optional<String> value(Optional<String> setting, Optional<Path> file) {
        return setting.or(() -> file.map(Targets::content)).map(String::strip);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file " + file);
        }
    }
}
