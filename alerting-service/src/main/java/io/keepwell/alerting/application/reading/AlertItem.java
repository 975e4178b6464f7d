package io.keepwell.alerting.application.reading;

import io.keepwell.alerting.domain.Acknowledgement;
import io.keepwell.alerting.domain.AlertCase;
import io.keepwell.alerting.domain.Resolution;
import io.keepwell.model.alert.Alert;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An alert, as the topic tells it, with what only this service knows. */
@Schema(description = "An alert as it stands.")
public record AlertItem(
        @Schema(required = true) UUID alertId,
        @Schema(required = true) String accountId,
        @Schema(description = "The rule that opened it, and its version.", required = true)
                PolicyRef rule,
        @Schema(
                        required = true,
                        enumeration = {"risk", "expansion", "lifecycle"})
                String category,
        @Schema(
                        required = true,
                        enumeration = {"critical", "high", "medium"})
                String severity,
        @Schema(
                        required = true,
                        enumeration = {"open", "acknowledged", "resolved"})
                String state,
        @Schema(
                        description =
                                "The account when it last fired. Manager and team are the present"
                                        + " ones while the alert is not resolved.",
                        required = true)
                AccountSnapshot account,
        @Schema(description = "Who is to answer.") @Nullable String owner,
        @Schema(description = "What was seen, in one line.", required = true) String summary,
        @Schema(description = "How often it fired.", required = true) int firings,
        @Schema(required = true) Instant openedAt,
        @Schema(required = true) Instant lastFiredAt,
        @Schema(description = "It must be answered before this.", required = true)
                Instant respondBy,
        @Schema(description = "Nobody answered in time.", required = true) boolean overdue,
        @Schema(description = "The step of the escalation ladder, from 1.", required = true)
                int escalationStep,
        @Schema(
                        description =
                                "The roles that the ladder has brought in by now; absent on its"
                                        + " first step.")
                @Nullable List<String> involved,
        @Schema(
                        description =
                                "When it goes up a step if nobody resolves it before; absent on the"
                                        + " last, and once it is resolved.")
                @Nullable Instant escalatesAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Schema(description = "What was said with the answer.") @Nullable String note,
        @Nullable Instant resolvedAt,
        @Schema(description = "Who resolved it; absent when its condition cleared.")
                @Nullable String resolvedBy,
        @Schema(description = "Why it was resolved.") @Nullable String reason,
        @Schema(description = "The health change that fired it last.", required = true)
                UUID healthChangeId) {

    /**
     * Shows an alert.
     *
     * @param alert the alert
     * @return the item
     */
    public static AlertItem of(AlertCase alert) {
        Alert told = alert.told();
        Acknowledgement answer = alert.answer();
        Resolution end = alert.resolution();
        return new AlertItem(
                told.alertId(),
                alert.facts().accountId().value(),
                told.rule(),
                told.category().wireName(),
                told.severity().wireName(),
                told.state().wireName(),
                told.account(),
                told.owner(),
                told.summary(),
                told.firings(),
                told.openedAt(),
                told.lastFiredAt(),
                told.respondBy(),
                alert.facts().overdueAt() != null,
                told.escalationStep(),
                told.involved(),
                end == null ? alert.facts().escalatesAt() : null,
                told.acknowledgedAt(),
                told.acknowledgedBy(),
                answer == null ? null : answer.note(),
                told.resolvedAt(),
                end == null ? null : end.by(),
                told.reason(),
                told.healthChangeId());
    }
}
