package io.keepwell.runtime.ledger;

import io.keepwell.model.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@link AccountLedger}; services that name columns otherwise read it all the same. */
@Entity(name = "LedgerRow")
@Table(name = "account_ledger")
class LedgerRow {

    @Id
    @Column(name = "account_id")
    String accountId;

    @Column(name = "read_sequence")
    long read;

    @Column(name = "published_sequence")
    long published;

    /** For Hibernate, which sets every column. */
    @SuppressWarnings("NullAway.Init")
    LedgerRow() {}

    LedgerEntry entry() {
        return new LedgerEntry(new AccountId(accountId), read, published);
    }
}
