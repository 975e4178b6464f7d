package io.keepwell.standalone.demo;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.standalone.client.ServiceReads;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demonstration asks the playbook. */
final class PlaybookReads {

    private final ServiceReads service;

    PlaybookReads(ServiceReads service) {
        this.service = service;
    }

    /** A play that runs. */
    record RunningPlay(String accountId, PolicyRef play) {}

    /** A task that is to be done. */
    record OpenTask(
            String accountId,
            AccountSnapshot account,
            String title,
            @Nullable String owner,
            LocalDate dueOn) {}

    List<RunningPlay> running() {
        return service.all("/v1/plays?state=running", RunningPlay.class);
    }

    List<OpenTask> open() {
        return service.all("/v1/tasks?state=open", OpenTask.class);
    }
}
