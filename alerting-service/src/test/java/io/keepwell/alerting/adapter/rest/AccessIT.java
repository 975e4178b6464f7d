package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.AlertingInfra;
import io.keepwell.runtime.testing.AccessRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@WithTestResource(AlertingInfra.class)
class AccessIT extends AccessRules {

    AccessIT() {
        super(
                Set.of("acknowledgeAlert", "resolveAlert"),
                Set.of("getErasure", "listDeliveries", "retryDelivery"));
    }
}
