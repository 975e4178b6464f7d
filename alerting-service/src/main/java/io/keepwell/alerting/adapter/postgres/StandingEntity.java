package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.AccountId;
import io.keepwell.model.health.Status;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an account stands. */
@Entity(name = "Standing")
@Table(name = "account_standing")
class StandingEntity {

    @Id String accountId;

    @Enumerated(EnumType.STRING)
    Status status;

    String[] raised;
    @Embedded @Nullable AccountColumns account;
    long toldSequence;

    /** For Hibernate, which sets every column. */
    @SuppressWarnings("NullAway.Init")
    StandingEntity() {}

    @SuppressWarnings("NullAway.Init")
    StandingEntity(Standing standing) {
        this.accountId = standing.accountId().value();
        take(standing);
    }

    final void take(Standing standing) {
        this.status = standing.status();
        this.raised = standing.raised().stream().sorted().toArray(String[]::new);
        this.account = new AccountColumns(standing.account());
        this.toldSequence = standing.told();
    }

    Standing standing() {
        return new Standing(
                new AccountId(accountId),
                status,
                Set.of(raised),
                AccountColumns.snapshot(account),
                toldSequence);
    }
}
