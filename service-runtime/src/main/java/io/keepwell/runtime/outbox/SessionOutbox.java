package io.keepwell.runtime.outbox;

import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes the outbox in a transaction of Hibernate Reactive; {@link Outbox} says what to heed. */
public final class SessionOutbox {

    private static final int COLUMNS = 6;

    /**
     * Rows in a statement: PostgreSQL takes 65,535 parameters, and every number is another text.
     */
    private static final int ROWS = 100;

    private SessionOutbox() {}

    /**
     * Inserts rows in the order of the list, for the partitions that their keys choose.
     *
     * @param session where the transaction is that the rows tell of
     * @param rows what is to be published; nothing is done for an empty list
     * @return when they are inserted; fails as the database does
     */
    public static Uni<Void> insert(Mutiny.Session session, List<OutboxRow> rows) {
        Uni<Void> inserted = Uni.createFrom().voidItem();
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<OutboxRow> part = rows.subList(from, Math.min(from + ROWS, rows.size()));
            inserted = inserted.chain(() -> insertPart(session, part));
        }
        return inserted;
    }

    private static Uni<Void> insertPart(Mutiny.Session session, List<OutboxRow> rows) {
        Mutiny.MutationQuery insert =
                session.createNativeQuery(
                        "insert into outbox (shard, topic, key, headers, value, recorded_at) values"
                                + " "
                                + IntStream.range(0, rows.size())
                                        .mapToObj(SessionOutbox::placeholders)
                                        .collect(Collectors.joining(", ")));
        for (int at = 0; at < rows.size(); at++) {
            OutboxRow row = rows.get(at);
            int first = at * COLUMNS;
            insert.setParameter(first + 1, (short) row.shard())
                    .setParameter(first + 2, row.topic())
                    .setParameter(first + 3, row.key())
                    .setParameter(first + 4, row.headers())
                    .setParameter(first + 5, row.value())
                    .setParameter(first + 6, row.recordedAt().atOffset(ZoneOffset.UTC));
        }
        return insert.executeUpdate().replaceWithVoid();
    }

    private static String placeholders(int row) {
        return IntStream.rangeClosed(row * COLUMNS + 1, (row + 1) * COLUMNS)
                .mapToObj("?%d"::formatted)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
