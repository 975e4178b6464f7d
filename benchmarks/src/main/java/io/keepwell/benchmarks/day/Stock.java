package io.keepwell.benchmarks.day;

import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.ReportingCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The service's tables, filled with accounts as they were at the end of yesterday. */
final class Stock implements AutoCloseable {

    private static final int AT_ONCE = 20_000;

    private final Connection connection;
    private final int partitions;

    /**
     * @param connection to the database of the service, which ends with this
     */
    Stock(Connection connection, int partitions) {
        this.connection = connection;
        this.partitions = partitions;
    }

    /**
     * How far the service is.
     *
     * @param owned how often a partition was taken over
     * @param stepped partitions that went through the day
     * @param committed events of the load that are committed
     */
    record State(long owned, int stepped, long committed) {}

    /** Whether the service has made its tables and taken all partitions over. */
    boolean isMade() {
        return number("select count(to_regclass('fold_partition'))") > 0
                && number("select count(*) from fold_partition") == partitions;
    }

    /** Makes tables of the accounts that there are many of. */
    void templates(List<Template> templates) {
        run(
                """
                create table template (id int, verdict bytea, rests_until int, sequence bigint,
                    status text, score numeric, shown int, coverage numeric, card text,
                    card_version text, signals text[], as_of bigint);
                create table template_row (id int, of_members boolean, key text, value bytea);
                create table stock (account_id text, part int, template int)
                """);
        for (int id = 0; id < templates.size(); id++) {
            insert(id, templates.get(id));
        }
        run("create index on template_row (id)");
    }

    private void insert(int id, Template template) {
        Verdict verdict = template.verdict();
        update(
                "insert into template values (?,?,?,?,?,?,?,?,?,?,string_to_array(?,','),?)",
                id,
                VerdictCodec.encode(verdict),
                template.restsUntil(),
                verdict.sequence(),
                verdict.status().wireName(),
                verdict.score().exact(),
                verdict.score().shown(),
                verdict.score().coverage(),
                verdict.scorecard().id(),
                verdict.scorecard().version(),
                String.join(",", verdict.signals().keySet()),
                verdict.asOf());
        template.facts().forEach((key, row) -> row(id, false, key, row));
        template.members().forEach((key, row) -> row(id, true, key, row));
    }

    private void row(int id, boolean ofMembers, String key, byte[] row) {
        update("insert into template_row values (?,?,?,?)", id, ofMembers, key, row);
    }

    /**
     * Writes accounts.
     *
     * @param names their ids
     * @param templates of which template each is
     */
    void accounts(List<String> names, List<Integer> templates) {
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            int to = Math.min(names.size(), from + AT_ONCE);
            List<String> some = names.subList(from, to);
            var parts = new ArrayList<Integer>();
            some.forEach(name -> parts.add(partition(name)));
            run("truncate stock");
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "insert into stock select * from unnest(?::text[], ?::int[],"
                                    + " ?::int[])")) {
                statement.setArray(1, connection.createArrayOf("text", some.toArray()));
                statement.setArray(2, connection.createArrayOf("int4", parts.toArray()));
                statement.setArray(
                        3, connection.createArrayOf("int4", templates.subList(from, to).toArray()));
                statement.executeUpdate();
            } catch (SQLException e) {
                throw failed(e);
            }
            run(
                    """
                    insert into account_state
                           (part, account_id, verdict, accepted, folded, duplicate, too_late,
                            quarantined, rests_until)
                    select s.part, s.account_id, t.verdict, 0, 0, 0, 0, 0, t.rests_until
                      from stock s join template t on t.id = s.template;
                    insert into fact
                    select s.part, s.account_id, r.key, r.value
                      from stock s join template_row r on r.id = s.template and not r.of_members;
                    insert into fact_member
                    select s.part, s.account_id, r.key, r.value
                      from stock s join template_row r on r.id = s.template and r.of_members;
                    insert into account
                           (account_id, part, sequence, status, score, shown, coverage,
                            scorecard_id, scorecard_version, signals, as_of, updated_at,
                            unpublished)
                    select s.account_id, s.part, t.sequence, t.status, t.score, t.shown,
                           t.coverage, t.card, t.card_version, t.signals,
                           to_timestamp(t.as_of / 1000.0), now(), false
                      from stock s join template t on t.id = s.template
                    """);
        }
    }

    /** Takes all partitions back to yesterday, when all accounts were brought up to it. */
    void yesterday(int today) {
        for (String kind : Lives.KINDS) {
            update(
                    "insert into reporting values (?, 0, ?, ?)",
                    kind,
                    today - Lives.REPORTED_DAYS,
                    today - 1);
        }
        byte[] reporting =
                ReportingCodec.encode(Lives.reporting(today, today - 1).settled(today - 1));
        update(
                """
                update fold_partition
                   set stepped_day = ?, target_day = ?, target_policy = stepped_policy,
                       step_cursor = null, stepped_reporting = ?, target_reporting = ?
                """,
                today - 1,
                today - 1,
                reporting,
                reporting);
        run("analyze");
    }

    /** As if nobody had ever rested. */
    void rouseAll() {
        run("update account_state set rests_until = 0");
        run("vacuum analyze account_state");
    }

    /** How many accounts a midnight has to judge. */
    long awake(int today) {
        return number("select count(*) from account_state where rests_until <= " + today);
    }

    /** How many changes of health there are. */
    long changes() {
        return number("select count(*) from health_history");
    }

    State state(int today) {
        return query(
                """
                select (select sum(epoch) from fold_partition),
                       (select count(*) from fold_partition where stepped_day >= %d),
                       (select coalesce(sum(accepted), 0) from source_count
                         where source = 'load')
                """
                        .formatted(today),
                rows -> new State(rows.getLong(1), rows.getInt(2), rows.getLong(3)));
    }

    /** As Kafka's producer does. */
    private int partition(String account) {
        return Utils.toPositive(Utils.murmur2(account.getBytes(StandardCharsets.UTF_8)))
                % partitions;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // Then there is nothing left to close.
        }
    }

    private long number(String sql) {
        return query(sql, rows -> rows.getLong(1));
    }

    /** Reads the one row of an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T query(String sql, Reader<T> reader) {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return reader.read(rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static LoadFailedException failed(SQLException e) {
        return new LoadFailedException("the database does not answer", e);
    }
}
