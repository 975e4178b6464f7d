package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.domain.Acknowledgement;
import io.keepwell.alerting.domain.AlertCase;
import io.keepwell.alerting.domain.AlertCase.Acknowledged;
import io.keepwell.alerting.domain.AlertCase.Open;
import io.keepwell.alerting.domain.AlertCase.Resolved;
import io.keepwell.alerting.domain.AlertFacts;
import io.keepwell.alerting.domain.Resolution;
import io.keepwell.model.AccountId;
import io.keepwell.model.alert.AlertState;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of table {@code alerts}. */
@Entity(name = "Alert")
@Table(name = "alerts")
class AlertEntity {

    @Id UUID alertId;
    @Version long version;
    String accountId;
    String ruleId;
    String ruleVersion;

    @Enumerated(EnumType.STRING)
    SignalCategory category;

    String[] whenStatuses;
    String[] whenSignals;

    /** The list is ordered by it. */
    short severity;

    @Enumerated(EnumType.STRING)
    AlertState state;

    @Embedded @Nullable AccountColumns account;
    String summary;
    int firings;
    Instant openedAt;
    Instant lastFiredAt;
    Instant respondBy;
    @Nullable Instant overdueAt;
    @Nullable Instant acknowledgedAt;
    @Nullable String acknowledgedBy;
    @Nullable String note;
    @Nullable Instant resolvedAt;
    @Nullable String resolvedBy;
    @Nullable String reason;
    UUID healthChangeId;

    /** The steps after the first, each its day and its roles: {@code 8 cs-manager}. */
    String[] ladder;

    int escalationStep;

    /** As the facts say, for who looks; null once it is resolved or on the last step. */
    @Nullable Instant escalatesAt;

    /** For Hibernate, which sets every column. */
    @SuppressWarnings("NullAway.Init")
    AlertEntity() {}

    @SuppressWarnings("NullAway.Init")
    AlertEntity(AlertCase alert) {
        AlertFacts facts = alert.facts();
        this.alertId = facts.alertId();
        this.accountId = facts.accountId().value();
        this.ruleId = facts.rule().id();
        this.ruleVersion = facts.rule().version();
        this.category = facts.category();
        this.whenStatuses =
                facts.condition().statuses().stream()
                        .map(Status::name)
                        .sorted()
                        .toArray(String[]::new);
        this.whenSignals = facts.condition().signals().stream().sorted().toArray(String[]::new);
        this.openedAt = facts.openedAt();
        this.ladder = facts.ladder().stream().map(AlertEntity::words).toArray(String[]::new);
        take(alert);
    }

    /** Takes over whatever of an alert may change. */
    final void take(AlertCase alert) {
        AlertFacts facts = alert.facts();
        this.severity = Ranks.of(facts.severity());
        this.state = alert.state();
        this.account = new AccountColumns(facts.account());
        this.summary = facts.summary();
        this.firings = facts.firings();
        this.lastFiredAt = facts.lastFiredAt();
        this.respondBy = facts.respondBy();
        this.overdueAt = facts.overdueAt();
        this.healthChangeId = facts.healthChangeId();
        this.escalationStep = facts.step();
        this.escalatesAt = alert.resolution() == null ? facts.escalatesAt() : null;
        Acknowledgement answer = alert.answer();
        if (answer != null) {
            this.acknowledgedAt = answer.at();
            this.acknowledgedBy = answer.by();
            this.note = answer.note();
        }
        Resolution end = alert.resolution();
        if (end != null) {
            this.resolvedAt = end.at();
            this.resolvedBy = end.by();
            this.reason = end.reason();
        }
    }

    Stored stored() {
        return new Stored(alert(), version);
    }

    AlertCase alert() {
        AlertFacts facts = facts();
        Acknowledgement answer =
                acknowledgedAt == null || acknowledgedBy == null
                        ? null
                        : new Acknowledgement(acknowledgedBy, acknowledgedAt, note);
        if (resolvedAt != null && reason != null) {
            return new Resolved(facts, answer, new Resolution(resolvedAt, resolvedBy, reason));
        }
        return answer == null ? new Open(facts) : new Acknowledged(facts, answer);
    }

    private AlertFacts facts() {
        return new AlertFacts(
                alertId,
                new AccountId(accountId),
                new PolicyRef(ruleId, ruleVersion),
                category,
                new Condition(
                        Arrays.stream(whenStatuses)
                                .map(Status::valueOf)
                                .collect(Collectors.toSet()),
                        Set.of(whenSignals)),
                Ranks.severity(severity),
                AccountColumns.snapshot(account),
                summary,
                firings,
                openedAt,
                lastFiredAt,
                respondBy,
                overdueAt,
                healthChangeId,
                Arrays.stream(ladder).map(AlertEntity::step).toList(),
                escalationStep);
    }

    private static String words(LadderStep step) {
        return step.fromDay() + " " + String.join(" ", step.involve());
    }

    private static LadderStep step(String words) {
        List<String> parts = List.of(words.split(" ", -1));
        return new LadderStep(Integer.parseInt(parts.getFirst()), parts.subList(1, parts.size()));
    }
}
