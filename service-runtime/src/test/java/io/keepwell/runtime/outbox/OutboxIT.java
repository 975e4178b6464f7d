package io.keepwell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.sql.Await;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxIT {

    private final OutboxFixture fixture;

    OutboxIT() {
        fixture = new OutboxFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldNumberRowsInTheOrderOfTheList() {
        List<OutboxRow> rows = fixture.rows("key", 5_000);

        fixture.write(rows);

        var read = new ArrayList<OutboxRow>();
        fixture.sql("select * from outbox order by seq").forEach(row -> read.add(row(row)));
        assertThat(read).isEqualTo(rows);
    }

    @Test
    void shouldKeepTheChosenPartition() {
        OutboxRow row = fixture.row("key", 0);
        OutboxRow chosen =
                new OutboxRow(
                        row.shard(),
                        row.topic(),
                        1,
                        row.key(),
                        row.headers(),
                        row.value(),
                        row.recordedAt());

        fixture.write(List.of(row, chosen));

        var partitions = new ArrayList<Integer>();
        fixture.sql("select partition from outbox order by seq")
                .forEach(it -> partitions.add(it.getInteger(0)));
        assertThat(partitions).containsExactly(null, 1);
    }

    @Test
    void shouldWriteNothingOfATransactionThatIsRolledBack() {
        PgConnection connection = fixture.connection();
        Transaction transaction = Await.result(connection.begin(), OutboxFixture.WAIT_MAX);
        Await.result(Outbox.insert(connection, fixture.rows("key", 3)), OutboxFixture.WAIT_MAX);

        Await.result(transaction.rollback(), OutboxFixture.WAIT_MAX);

        assertThat(fixture.count("outbox")).isZero();
    }

    @Test
    void shouldTakeAnEmptyListAsDone() {
        fixture.write(List.of());

        assertThat(fixture.count("outbox")).isZero();
    }

    private static OutboxRow row(Row row) {
        Instant at = row.getOffsetDateTime("recorded_at").toInstant();
        return new OutboxRow(
                row.getShort("shard"),
                row.getString("topic"),
                row.getInteger("partition"),
                row.getString("key"),
                row.getBuffer("headers").getBytes(),
                row.getBuffer("value").getBytes(),
                at);
    }
}
