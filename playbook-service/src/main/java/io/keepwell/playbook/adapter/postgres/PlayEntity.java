package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.play.Criterion;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayState;
import io.keepwell.model.play.Task;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.playbook.domain.Run;
import io.keepwell.policy.reaction.PlaySpec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code play}. */
@Entity
@Table(name = "play")
class PlayEntity {

    @Id
    @Column(name = "play_id")
    UUID playId;

    @Column(name = "account_id")
    String accountId;

    @Column(name = "spec_id")
    String specId;

    @Column(name = "spec_version")
    String specVersion;

    String spec;

    @Enumerated(EnumType.STRING)
    SignalCategory category;

    @Enumerated(EnumType.STRING)
    PlayState state;

    String account;

    @Column(name = "triggered_at")
    Instant triggeredAt;

    @Column(name = "judged_at")
    Instant judgedAt;

    @Column(name = "health_change_id")
    UUID healthChangeId;

    @Column(name = "task_count")
    int taskCount;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Nullable String reason;

    @Column(name = "risk_level")
    @Enumerated(EnumType.STRING)
    @Nullable Severity riskLevel;

    @Nullable String criteria;

    @Nullable String outcome;

    @Column(name = "closed_by")
    @Nullable String closedBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    PlayEntity() {}

    static PlayEntity of(Run run) {
        Play play = run.play();
        var entity = new PlayEntity();
        entity.playId = play.playId();
        entity.accountId = run.accountId().value();
        entity.specId = play.play().id();
        entity.specVersion = play.play().version();
        entity.spec = StoredJson.write(run.spec());
        entity.category = play.category();
        entity.account = StoredJson.write(play.account());
        entity.triggeredAt = play.triggeredAt();
        entity.judgedAt = run.judgedAt();
        entity.healthChangeId = play.healthChangeId();
        entity.taskCount = play.taskCount();
        entity.riskLevel = play.riskLevel();
        entity.become(play);
        return entity;
    }

    final void become(Play play) {
        state = play.state();
        endedAt = play.endedAt();
        reason = play.reason();
        criteria = play.criteria() == null ? null : StoredJson.write(play.criteria());
        outcome = play.outcome();
        closedBy = play.closedBy();
    }

    private Play play(PlaySpec written) {
        return new Play(
                playId,
                new PolicyRef(specId, specVersion),
                category,
                state,
                StoredJson.read(account, AccountSnapshot.class),
                triggeredAt,
                healthChangeId,
                taskCount,
                endedAt,
                reason,
                riskLevel,
                criteria(written),
                outcome,
                closedBy);
    }

    /** A run that began before they were kept has those of its play, and none is met. */
    private @Nullable List<Criterion> criteria(PlaySpec written) {
        if (criteria != null) {
            return List.of(StoredJson.read(criteria, Criterion[].class));
        }
        return state == PlayState.SKIPPED || written.successCriteria().isEmpty()
                ? null
                : written.successCriteria().stream().map(Criterion::unmet).toList();
    }

    Run run(List<Task> open) {
        PlaySpec written = StoredJson.read(spec, PlaySpec.class);
        return new Run(new AccountId(accountId), play(written), written, judgedAt, open);
    }
}
