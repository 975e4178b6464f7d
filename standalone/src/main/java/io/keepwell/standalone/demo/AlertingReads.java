package io.keepwell.standalone.demo;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.standalone.client.ServiceReads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demonstration asks alerting. */
final class AlertingReads {

    private final ServiceReads service;

    AlertingReads(ServiceReads service) {
        this.service = service;
    }

    /** An alert that nobody has resolved. */
    record OpenAlert(
            String accountId,
            PolicyRef rule,
            Severity severity,
            AccountSnapshot account,
            @Nullable String owner,
            String summary,
            Instant respondBy) {}

    List<OpenAlert> open() {
        return service.all("/v1/alerts?state=open&state=acknowledged", OpenAlert.class);
    }
}
