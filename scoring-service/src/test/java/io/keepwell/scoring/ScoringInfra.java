package io.keepwell.scoring;

import io.keepwell.runtime.testing.TestDeployment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The shared broker and database. */
public final class ScoringInfra implements QuarkusTestResourceLifecycleManager {

    /** The service's name. */
    public static final String SERVICE = "scoring";

    @Override
    public Map<String, String> start() {
        return TestDeployment.settings(SERVICE);
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }
}
