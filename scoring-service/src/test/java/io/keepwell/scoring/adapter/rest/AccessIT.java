package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.testing.AccessRules;
import io.keepwell.scoring.ReadingInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class AccessIT extends AccessRules {

    AccessIT() {
        super(
                Set.of("liftOverride", "overrideScore"),
                Set.of(
                        "applyPolicies",
                        "assignUser",
                        "backtestPolicies",
                        "exportEvents",
                        "getErasure",
                        "listErasures",
                        "listQuarantine",
                        "listRejected",
                        "listUnattributed",
                        "listUnattributedEvents",
                        "planPolicies",
                        "replayAllRejected",
                        "replayQuarantined",
                        "replayRejected",
                        "retireSource",
                        "rollBackPolicies",
                        "showRejected",
                        "testPolicies"),
                Set.of("erase"));
    }
}
