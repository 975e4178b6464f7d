package io.keepwell.playbook.adapter.rest;

import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.runtime.testing.AccessRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class AccessIT extends AccessRules {

    AccessIT() {
        super(
                Set.of(
                        "completeTask",
                        "reassignTask",
                        "approveTask",
                        "refuseTask",
                        "tickPlay",
                        "closePlay"),
                Set.of("getErasure"));
    }
}
