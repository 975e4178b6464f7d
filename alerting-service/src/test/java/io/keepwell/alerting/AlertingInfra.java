package io.keepwell.alerting;

import io.keepwell.runtime.testing.TestDeployment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The shared broker and database, and receivers of what alerting tells. */
public final class AlertingInfra implements QuarkusTestResourceLifecycleManager {

    /** The service's name. */
    public static final String SERVICE = "alerting";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(TestDeployment.settings(SERVICE));
        settings.put("alerting.clocks-every", "200ms");
        settings.put("alerting.webhook.url", Receiver.url("/hook"));
        settings.put("alerting.webhook.secret", Receiver.SECRET);
        settings.put("alerting.slack.url", Receiver.url("/slack"));
        settings.put("alerting.deliveries.allow-insecure", "true");
        settings.put("alerting.deliveries.timeout", "1s");
        settings.put("alerting.deliveries.retry-first", "100ms");
        settings.put("alerting.deliveries.retry-max", "500ms");
        settings.put("alerting.deliveries.poll-every", "100ms");
        return settings;
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }
}
