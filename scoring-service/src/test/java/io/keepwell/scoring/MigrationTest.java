package io.keepwell.scoring;

import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.testing.Migrations;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void shouldCreateTablesAsTheirWritersWantThem() throws IOException {
        Migrations.requireTables("V1__scoring.sql", Outbox.DDL);
    }
}
