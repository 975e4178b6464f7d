package io.keepwell.standalone.work;

import io.keepwell.model.alert.AlertState;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.TaskState;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
            @Nullable Integer risk,
            boolean overridden,
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
            @Nullable String unknownBecause,
            @Nullable BigDecimal coverage,
            List<Dimension> dimensions,
            List<Adjustment> adjustments,
            @Nullable Risk risk,
            @Nullable Instant asOf,
            @Nullable Found found) {}

    /** How endangered an account is. */
    record Risk(
            @Nullable BigDecimal risk,
            @Nullable Integer shown,
            BigDecimal coverage,
            BigDecimal cut,
            List<RiskPart> parts) {}

    /** What a sign had to do with it. */
    record RiskPart(
            String id,
            String name,
            @Nullable BigDecimal value,
            BigDecimal contribution,
            BigDecimal points,
            @Nullable String missing,
            @Nullable LocalDate asOf,
            boolean frozen) {}

    /** How a score of the past was found. */
    record Found(Instant at, String how, @Nullable Integer events, @Nullable String because) {}

    /** What lies between two scores. */
    record Difference(BigDecimal points, String sentence, List<DifferencePart> parts) {}

    /** A part of it. */
    record DifferencePart(
            String kind,
            @Nullable String dimension,
            @Nullable String measure,
            @Nullable String limit,
            String name,
            BigDecimal points,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            List<DifferenceEvent> events) {}

    /** An event with which a part moved. */
    record DifferenceEvent(String id, String source, String type) {}

    /** A limit of the card, or a person's override. */
    record Adjustment(
            String kind,
            @Nullable String id,
            @Nullable String name,
            BigDecimal score,
            BigDecimal points,
            @Nullable Word override) {}

    /** What a person said of a score. */
    record Word(String as, String reason, String author, LocalDate lastDay) {}

    /** A dimension of a score. */
    record Dimension(
            String id,
            @Nullable String name,
            BigDecimal weight,
            @Nullable BigDecimal score,
            @Nullable String band,
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
            @Nullable String missing,
            @Nullable LocalDate asOf,
            boolean frozen,
            boolean carried,
            int staleDays,
            @Nullable Peers peers) {}

    /** Where an account stands among those of its segment. */
    record Peers(String summary) {}

    /** A connected system. */
    record Source(
            String source,
            String state,
            @Nullable Instant lastEventAt,
            @Nullable Rhythm rhythm,
            List<String> kinds,
            long waiting,
            Map<String, Long> rejected,
            @Nullable Took delay,
            @Nullable Took lag,
            List<Hour> hours) {}

    /** How regularly a source sends. */
    record Rhythm(long pauseHours, long silentAfterHours) {}

    /** How long something took. */
    record Took(long averageMillis, long maxMillis) {}

    /** What a source sent in an hour. */
    record Hour(Instant from, long events) {}

    /** All connected systems. */
    record Sources(@Nullable Instant observedUntil, List<Source> items) {}

    /** A user whose events wait. */
    record Unattributed(
            String userId,
            long events,
            List<String> sources,
            Instant firstAt,
            Instant lastAt,
            List<String> accounts) {}

    /** A page of users whose events wait. */
    record UnattributedPage(List<Unattributed> items, @Nullable String next) {}

    /** Whose a user is. */
    record Assigned(String userId, String accountId, long events, Instant assignedAt) {}

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
            boolean overdue,
            @Nullable Integer escalationStep,
            @Nullable List<String> involved) {}

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
            boolean overdue,
            @Nullable LocalDate opensOn,
            @Nullable Leave approval) {}

    /** Whose leave a task needs. */
    record Leave(String role, @Nullable String approver, @Nullable String decision) {}

    /** A play. */
    record Play(
            UUID playId,
            String accountId,
            String name,
            PlayState state,
            AccountSnapshot account,
            Instant triggeredAt,
            int taskCount,
            @Nullable String riskLevel,
            @Nullable String outcome,
            @Nullable String reason) {}

    /** A page of plays. */
    record Plays(List<Play> items, @Nullable String next) {}

    /** A play with what it is to achieve, and its tasks. */
    record WholePlay(
            UUID playId,
            String accountId,
            String name,
            PlayState state,
            AccountSnapshot account,
            Instant triggeredAt,
            @Nullable String riskLevel,
            @Nullable String outcome,
            @Nullable String closedBy,
            @Nullable String reason,
            List<Criterion> criteria,
            List<String> outcomes,
            List<Task> tasks) {}

    /** A success criterion. */
    record Criterion(int number, String text, boolean met, @Nullable String metBy) {}

    /** A page of tasks. */
    record Tasks(List<Task> items, @Nullable String next) {}

    /** What ingest could not accept. */
    record Rejected(
            UUID id,
            String source,
            Instant rejectedAt,
            String code,
            @Nullable String pointer,
            String detail,
            @Nullable String eventId,
            @Nullable String accountId,
            String contentType,
            int bytes,
            boolean replayable,
            @Nullable Instant replayedAt,
            @Nullable String replayedBy) {}

    /** A page of such. */
    record RejectedPage(List<Rejected> items, @Nullable String next) {}

    /** The same with what was sent. */
    record RejectedWhole(
            Rejected rejection, String body, String encoding, @Nullable RejectedRequest request) {}

    /** How it came in. */
    record RejectedRequest(
            String path,
            Map<String, String> headers,
            Instant receivedAt,
            @Nullable String backfill) {}

    /** When one was replayed. */
    record ReplayedRejection(UUID id, Instant replayedAt) {}

    /** How many were replayed. */
    record ReplayProgress(long replayed, long left, Instant until) {}
}
