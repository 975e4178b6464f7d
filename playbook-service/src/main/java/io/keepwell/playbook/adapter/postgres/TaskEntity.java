package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.play.Approval;
import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code task}. */
@Entity
@Table(name = "task")
class TaskEntity {

    @Id
    @Column(name = "task_id")
    UUID taskId;

    @Column(name = "account_id")
    String accountId;

    @Column(name = "play_id")
    @Nullable UUID playId;

    @Nullable String step;

    int place;

    @Enumerated(EnumType.STRING)
    TaskState state;

    String account;

    /** As in the account, for sorting; 0 where it is not known. */
    @Column(precision = 19, scale = 6)
    BigDecimal arr;

    String title;

    @Nullable String description;

    @Nullable String owner;

    @Column(name = "owner_role")
    String ownerRole;

    @Column(name = "due_on")
    LocalDate dueOn;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "completed_at")
    @Nullable Instant completedAt;

    @Column(name = "completed_by")
    @Nullable String completedBy;

    @Nullable String outcome;

    @Nullable String reason;

    @Column(name = "opens_on")
    @Nullable LocalDate opensOn;

    @Column(name = "approval_role")
    @Nullable String approvalRole;

    @Nullable String approver;

    @Column(name = "approval_decision")
    @Enumerated(EnumType.STRING)
    @Nullable ApprovalDecision approvalDecision;

    @Column(name = "approval_decided_at")
    @Nullable Instant approvalDecidedAt;

    @Column(name = "approval_decided_by")
    @Nullable String approvalDecidedBy;

    @Column(name = "approval_note")
    @Nullable String approvalNote;

    @Column(name = "is_overdue_told")
    boolean isOverdueTold;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    TaskEntity() {}

    static TaskEntity of(AccountId accountId, Task task, int place) {
        BigDecimal arr = task.account().arr();
        var entity = new TaskEntity();
        entity.taskId = task.taskId();
        entity.accountId = accountId.value();
        entity.playId = task.playId();
        entity.step = task.step();
        entity.place = place;
        entity.account = StoredJson.write(task.account());
        entity.arr = arr == null ? BigDecimal.ZERO : arr;
        entity.title = task.title();
        entity.description = task.description();
        entity.ownerRole = task.ownerRole();
        entity.opensOn = task.opensOn();
        entity.become(task);
        return entity;
    }

    final void become(Task task) {
        state = task.state();
        owner = task.owner();
        dueOn = task.dueOn();
        openedAt = task.openedAt();
        completedAt = task.completedAt();
        completedBy = task.completedBy();
        outcome = task.outcome();
        reason = task.reason();
        Approval approval = task.approval();
        if (approval != null) {
            approvalRole = approval.role();
            approver = approval.approver();
            approvalDecision = approval.decision();
            approvalDecidedAt = approval.decidedAt();
            approvalDecidedBy = approval.decidedBy();
            approvalNote = approval.note();
        }
    }

    private @Nullable Approval approval() {
        return approvalRole == null
                ? null
                : new Approval(
                        approvalRole,
                        approver,
                        approvalDecision,
                        approvalDecidedAt,
                        approvalDecidedBy,
                        approvalNote);
    }

    Task task() {
        return new Task(
                taskId,
                playId,
                step,
                state,
                StoredJson.read(account, AccountSnapshot.class),
                title,
                description,
                owner,
                ownerRole,
                dueOn,
                openedAt,
                completedAt,
                completedBy,
                outcome,
                reason,
                opensOn,
                approval());
    }
}
