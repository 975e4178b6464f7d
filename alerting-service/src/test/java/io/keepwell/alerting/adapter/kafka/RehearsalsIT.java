package io.keepwell.alerting.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.alerting.AlertingInfra;
import io.keepwell.alerting.Database;
import io.keepwell.alerting.TestRules;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AlertingInfra.class)
class RehearsalsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject Rehearsals rehearsals;

    /** PostgreSQL counts what was inserted, also when that is rolled back. */
    @Test
    void shouldOpenAnAlertAndTakeItBack() {
        // Given
        long before = inserted();

        // When
        boolean wentWell = rehearsals.run(TestRules.VERSION, TestRules.all());

        // Then
        assertThat(wentWell).isTrue();
        await().atMost(SOON).until(() -> inserted() > before);
        assertThat(Stream.of("account_ledger", "account_standing", "alerts", "outbox"))
                .allSatisfy(table -> assertThat(rows(table)).as(table).isZero());
    }

    private static long inserted() {
        return Database.number(
                """
                select least(a.n_tup_ins, o.n_tup_ins)
                  from pg_stat_user_tables a, pg_stat_user_tables o
                 where a.relname = 'alerts' and o.relname = 'outbox'
                """);
    }

    private static long rows(String table) {
        String column = table.equals("outbox") ? "key" : "account_id";
        return Database.number(
                "select count(*) from %s where %s = ?".formatted(table, column),
                Rehearsal.ACCOUNT.value());
    }
}
