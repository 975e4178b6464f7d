package io.keepwell.alerting.adapter.delivery;

import io.keepwell.alerting.application.delivery.Attempt;
import io.keepwell.alerting.application.delivery.Target;
import io.keepwell.model.alert.AlertChangedV1;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tells a Slack channel, by an incoming webhook. Its address is a secret. */
public final class SlackTarget implements Target {

    /** The target's name. */
    public static final String NAME = "slack";

    /** Slack takes about one message a second. */
    static final int AT_A_TIME = 1;

    private final HttpPost http;
    private final URI uri;

    /**
     * For one channel.
     *
     * @param http posts
     * @param uri the address of the incoming webhook
     */
    public SlackTarget(HttpPost http, URI uri) {
        this.http = http;
        this.uri = uri;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int atATime() {
        return AT_A_TIME;
    }

    @Override
    public Uni<Attempt> send(AlertChangedV1 message) {
        return http.post(
                uri,
                Map.of("Content-Type", "application/json; charset=utf-8", "User-Agent", "Keepwell"),
                SlackText.message(message).toString().getBytes(StandardCharsets.UTF_8));
    }
}
