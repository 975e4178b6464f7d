package io.keepwell.playbook.adapter.postgres;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.playbook.domain.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code account_standing}. */
@Entity
@Table(name = "account_standing")
class StandingEntity {

    @Id
    @Column(name = "account_id")
    String accountId;

    String account;

    /** As in the account, for queries. */
    @Nullable String csm;

    /** As in the account, for queries. */
    @Nullable String team;

    @Column(name = "told_sequence")
    long toldSequence;

    @Column(name = "told_at")
    Instant toldAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    StandingEntity() {}

    static StandingEntity of(Standing standing) {
        var entity = new StandingEntity();
        entity.accountId = standing.accountId().value();
        entity.become(standing);
        return entity;
    }

    final void become(Standing standing) {
        account = StoredJson.write(standing.account());
        csm = standing.account().csm();
        team = standing.account().team();
        toldSequence = standing.sequence();
        toldAt = standing.toldAt();
    }

    Standing standing() {
        return new Standing(
                new AccountId(accountId),
                StoredJson.read(account, AccountSnapshot.class),
                toldSequence,
                toldAt);
    }
}
