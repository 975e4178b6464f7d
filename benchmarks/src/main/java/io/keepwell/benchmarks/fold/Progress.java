package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.standalone.client.Pause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** How far a target is, as its committed rows in PostgreSQL say. */
final class Progress implements AutoCloseable {

    private static final Duration STANDS_STILL = Duration.ofMinutes(2);

    private final Connection connection;
    private boolean isReady;

    /** Of the database that this is a connection to. */
    Progress(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits until some events are accepted.
     *
     * @param events how many
     * @param alive fails when there is nobody to wait for any more
     * @return how many are, those or more
     * @throws LoadFailedException when no further one was for two minutes
     */
    long await(long events, Runnable alive) {
        long latest = 0;
        long since = System.nanoTime();
        while (latest < events) {
            alive.run();
            long now = accepted();
            if (now > latest) {
                latest = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STANDS_STILL.toNanos()) {
                throw new LoadFailedException(
                        "stands still at %d of %d events".formatted(latest, events));
            }
            if (latest < events) {
                Pause.shortly();
            }
        }
        return latest;
    }

    /**
     * Waits until nothing is left that has to go to Kafka.
     *
     * @param alive fails when there is nobody to wait for any more
     * @throws LoadFailedException when something was left for two minutes
     */
    void awaitTold(Runnable alive) {
        until(
                () -> {
                    alive.run();
                    return number(
                                    "select (select count(*) from outbox)"
                                            + " + (select count(*) from account where unpublished)")
                            == 0;
                },
                "has not told all that it has to");
    }

    /**
     * What came of all events.
     *
     * @param accepted how many were read
     * @param folded how many of them count
     * @param duplicate how many were seen before
     * @param together events of one account that were written in one transaction, on average
     * @param history how many changes of health there are
     * @param scores of all accounts, exact, as the verdicts say that each goes on from; what
     *     readers are told is as of the last change that they saw
     */
    record Outcome(
            long accepted,
            long folded,
            long duplicate,
            double together,
            long history,
            Map<String, String> scores) {

        /** Copies the scores. */
        Outcome {
            scores = Map.copyOf(scores);
        }

        /** How many accounts have another score than they have there, or are in one of both. */
        long differingFrom(Outcome other) {
            var accounts = new HashSet<>(scores.keySet());
            accounts.addAll(other.scores.keySet());
            return accounts.stream()
                    .filter(it -> !Objects.equals(scores.get(it), other.scores.get(it)))
                    .count();
        }
    }

    Outcome outcome() {
        Map<String, String> scores =
                query(
                        "select account_id, verdict from account_state where verdict is not null",
                        Progress::scores);
        return query(
                """
                select s.accepted, s.folded, s.duplicate, e.together, h.changes
                  from (select sum(accepted) as accepted, sum(folded) as folded,
                               sum(duplicate) as duplicate
                          from source_count where source = 'load') s,
                       (select sum(events) / count(*)::float8 as together from event_index) e,
                       (select count(*) as changes from health_history) h
                """,
                rows -> {
                    rows.next();
                    return new Outcome(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getDouble(4),
                            rows.getLong(5),
                            scores);
                });
    }

    private static Map<String, String> scores(ResultSet rows) throws SQLException {
        var scores = new HashMap<String, String>();
        while (rows.next()) {
            scores.put(
                    rows.getString(1), "" + VerdictCodec.decode(rows.getBytes(2)).score().exact());
        }
        return scores;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // Then there is nothing left to close.
        }
    }

    /** None while the tables are still to be made. */
    private long accepted() {
        if (!isReady) {
            isReady = number("select count(to_regclass('source_count'))") > 0;
        }
        return isReady ? number("select coalesce(sum(accepted), 0) from source_count") : 0;
    }

    private static void until(BooleanSupplier condition, String otherwise) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > STANDS_STILL.toNanos()) {
                throw new LoadFailedException(otherwise);
            }
            Pause.shortly();
        }
    }

    private long number(String sql) {
        return query(
                sql,
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                });
    }

    /** Reads an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reader<T> reader) {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw new LoadFailedException("the database does not answer", e);
        }
    }
}
