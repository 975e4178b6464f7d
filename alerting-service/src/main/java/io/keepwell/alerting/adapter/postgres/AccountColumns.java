package io.keepwell.alerting.adapter.postgres;

import io.keepwell.model.health.AccountSnapshot;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Who an account is, as columns. */
@Embeddable
class AccountColumns {

    @Nullable String name;
    @Nullable String segment;
    @Nullable String stage;
    @Nullable BigDecimal arr;
    @Nullable String csm;
    @Nullable String team;
    @Nullable LocalDate renewalDate;

    AccountColumns() {}

    AccountColumns(AccountSnapshot account) {
        this.name = account.name();
        this.segment = account.segment();
        this.stage = account.stage();
        this.arr = account.arr();
        this.csm = account.csm();
        this.team = account.team();
        this.renewalDate = account.renewalDate();
    }

    /** An embeddable whose columns are all null is read as null. */
    static AccountSnapshot snapshot(@Nullable AccountColumns columns) {
        return columns == null
                ? AccountSnapshot.UNKNOWN
                : new AccountSnapshot(
                        columns.name,
                        columns.segment,
                        columns.stage,
                        columns.arr,
                        columns.csm,
                        columns.team,
                        columns.renewalDate);
    }
}
