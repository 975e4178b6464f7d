package io.keepwell.playbook;

import io.keepwell.runtime.intake.SessionParking;
import io.keepwell.runtime.ledger.AccountLedger;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.testing.Migrations;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void shouldCreateTablesAsTheirWritersWantThem() throws IOException {
        Migrations.requireTables(
                "V1__playbook.sql", Outbox.DDL, AccountLedger.DDL, SessionParking.DDL);
        Migrations.requireTables("V2__erasures.sql", AccountLedger.ERASED_DDL);
    }
}
