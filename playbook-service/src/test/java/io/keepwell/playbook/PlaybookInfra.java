package io.keepwell.playbook;

import io.keepwell.runtime.testing.TestDeployment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The shared broker and database. */
public final class PlaybookInfra implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(TestDeployment.settings("playbook"));
        settings.put("playbook.look-every", "1s");
        return settings;
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }
}
