package io.keepwell.standalone.work;

import io.keepwell.model.alert.AlertState;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What services answer, as far as the terminal shows it. */
final class Answers {

    private Answers() {}

    /** An account in a list. */
    record Account(
            String id,
            @Nullable String name,
            @Nullable String segment,
            @Nullable String stage,
            @Nullable BigDecimal arr,
            @Nullable String csm,
            @Nullable LocalDate renewalDate,
            @Nullable BigDecimal score,
            @Nullable Integer shown,
            Status status,
            @Nullable Integer change30d,
            @Nullable String mainDriver,
            Instant asOf) {}

    /** What is known of one account besides. */
    record Raised(@Nullable List<Signal> signals) {}

    /** A signal that is raised. */
    record Signal(String id, String summary) {}

    /** A page of accounts. */
    record Accounts(List<Account> items, @Nullable String next) {}

    /** How a score came about. */
    record Score(
            @Nullable BigDecimal score,
            @Nullable Integer shown,
            Status status,
            @Nullable BigDecimal coverage,
            List<Dimension> dimensions) {}

    /** A dimension of a score. */
    record Dimension(
            String id,
            @Nullable String name,
            BigDecimal weight,
            @Nullable BigDecimal score,
            @Nullable BigDecimal contribution,
            List<Measure> measures) {}

    /** A measure of a dimension. */
    record Measure(
            String id,
            @Nullable String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal score,
            @Nullable BigDecimal contribution,
            @Nullable BigDecimal pointsMissing,
            @Nullable String missing) {}

    /** An alert. */
    record Alert(
            UUID alertId,
            String accountId,
            PolicyRef rule,
            Severity severity,
            AlertState state,
            AccountSnapshot account,
            @Nullable String owner,
            String summary,
            int firings,
            Instant openedAt,
            Instant respondBy,
            boolean overdue) {}

    /** A page of alerts. */
    record Alerts(List<Alert> items, @Nullable String next) {}

    /** A task. */
    record Task(
            UUID taskId,
            String accountId,
            TaskState state,
            AccountSnapshot account,
            String title,
            @Nullable String description,
            @Nullable String owner,
            String ownerRole,
            LocalDate dueOn,
            boolean overdue) {}

    /** A page of tasks. */
    record Tasks(List<Task> items, @Nullable String next) {}
}
