package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.portfolio.PlayComparison;
import io.keepwell.model.play.PlayState;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.play.PlayQuery;
import io.keepwell.scoring.application.play.PlayRecords;
import io.keepwell.scoring.application.play.PlayRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs of plays in PostgreSQL, beside the records of accounts through time. */
@Singleton
class PostgresPlayRecords implements PlayRecords {

    /**
     * The cells are the first four parameters, the window is the fifth. Of the days that are asked
     * for, each period of an account gives only those that lie in it: {@code width_bucket} counts
     * how many are not after a day. Where an account is at the end is one step in its index, which
     * a join by the account alone would not be.
     */
    private static final String GROUPS =
            """
            WITH kind AS (
                 SELECT play, status, segment, array_agg(day ORDER BY day) AS days,
                        array_agg(place ORDER BY day) AS places
                   FROM unnest($1::text[], $2::int[], $3::text[], $4::text[]) WITH ORDINALITY
                            AS c (play, day, status, segment, place)
                  GROUP BY play, status, segment)
            SELECT k.places[i] AS place, count(*) AS accounts,
                   round(avg(q.score - p.score), 4) AS change,
                   round(coalesce(stddev_samp(q.score - p.score), 0), 4) AS deviation
              FROM kind k
              JOIN account_period p ON p.status = k.status AND coalesce(p.segment, '') = k.segment
                   AND p.customer AND p.score IS NOT NULL
             CROSS JOIN LATERAL generate_series(
                   width_bucket(p.from_day - 1, k.days) + 1,
                   CASE WHEN p.to_day IS NULL THEN cardinality(k.days)
                        ELSE width_bucket(p.to_day - 1, k.days) END) AS i
             CROSS JOIN LATERAL (
                   SELECT * FROM account_period x
                    WHERE x.account_id = p.account_id AND x.from_day <= k.days[i] + $5
                    ORDER BY x.from_day DESC LIMIT 1) q
            """;

    private static final String WITHOUT_THE_PLAY =
            """
            NOT EXISTS (SELECT 1 FROM play_run r
                         WHERE r.account_id = p.account_id AND r.play = k.play
                           AND r.state <> 'skipped' AND r.opened_day <= k.days[i] + $5
                           AND (r.closed_day IS NULL OR r.closed_day >= k.days[i]))
            """;

    private final Pool pool;

    PostgresPlayRecords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<PlayRun>> runs(PlayQuery query) {
        var conditions = new Conditions();
        String window = conditions.value(query.window()) + "::int";
        conditions.add(
                "r.opened_day BETWEEN %s AND %s"
                        .formatted(
                                conditions.value((int) query.from().toEpochDay()),
                                conditions.value((int) query.to().toEpochDay())));
        if (!query.skipped()) {
            conditions.add("r.state <> 'skipped'");
        }
        if (!query.plays().isEmpty()) {
            conditions.add(
                    "r.play = ANY (%s)"
                            .formatted(conditions.value(query.plays().toArray(String[]::new))));
        }
        PlayQuery.Place after = query.after();
        if (after != null) {
            conditions.add(
                    "r.opened_at < %1$s OR (r.opened_at = %1$s AND r.play_id > %2$s)"
                            .formatted(
                                    conditions.value(Rows.parameter(after.at())),
                                    conditions.value(after.id())));
        }
        PostgresPortfolioRecords.restrict(conditions, query.filter(), "r.account_id");
        String sql =
                joined(window)
                        + conditions.takeWhere()
                        + " ORDER BY r.opened_at DESC, r.play_id LIMIT "
                        + conditions.value(query.limit() + 1);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresPlayRecords::run));
    }

    /** A run {@code r}, and its account at both ends of a window. */
    private static String joined(String window) {
        return """
        SELECT r.*, a.name, t.done, t.late,
               p.customer AS customer_before, p.status AS status_before,
               p.score AS score_before, p.segment AS segment_before, p.csm AS csm_before,
               q.customer AS customer_after, q.status AS status_after,
               q.score AS score_after, q.segment AS segment_after, q.csm AS csm_after,
               b.better_from, v.arr AS arr_before, w.arr AS arr_after
          FROM play_run r
          LEFT JOIN account a ON a.account_id = r.account_id
          LEFT JOIN LATERAL (
                SELECT * FROM account_period x
                 WHERE x.account_id = r.account_id AND x.from_day <= r.opened_day
                 ORDER BY x.from_day DESC LIMIT 1) p
                ON p.to_day IS NULL OR p.to_day > r.opened_day
          LEFT JOIN LATERAL (
                SELECT * FROM account_period x
                 WHERE x.account_id = r.account_id AND x.from_day <= r.opened_day + %1$s
                 ORDER BY x.from_day DESC LIMIT 1) q
                ON q.to_day IS NULL OR q.to_day > r.opened_day + %1$s
          LEFT JOIN LATERAL (
                SELECT * FROM revenue_period x
                 WHERE x.account_id = r.account_id AND x.from_day <= r.opened_day
                 ORDER BY x.from_day DESC LIMIT 1) v
                ON v.to_day IS NULL OR v.to_day > r.opened_day
          LEFT JOIN LATERAL (
                SELECT * FROM revenue_period x
                 WHERE x.account_id = r.account_id AND x.from_day <= r.opened_day + %1$s
                 ORDER BY x.from_day DESC LIMIT 1) w
                ON w.to_day IS NULL OR w.to_day > r.opened_day + %1$s
          LEFT JOIN LATERAL (
                SELECT count(*) FILTER (WHERE t.state = 'completed') AS done,
                       count(*) FILTER (WHERE t.late) AS late
                  FROM play_task t WHERE t.play_id = r.play_id) t ON true
          -- The day after the last one, up to the window's end, on which it was not better.
          LEFT JOIN LATERAL (
                SELECT nullif(max(coalesce(x.to_day, 2147483647)), 2147483647) AS better_from
                  FROM account_period x
                 WHERE x.account_id = r.account_id
                   AND x.from_day <= r.opened_day + %1$s
                   AND (x.to_day IS NULL OR x.to_day > r.opened_day)
                   AND NOT (x.customer
                            AND (x.status = 'green' AND p.status IN ('yellow', 'red')
                                 OR x.status = 'yellow' AND p.status = 'red'))) b ON true
        """
                .formatted(window);
    }

    @Override
    public Uni<Map<Cell, PlayComparison.Group>> groups(
            Collection<Cell> cells, int window, Scope scope) {
        if (cells.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Cell> asked = List.copyOf(cells);
        var conditions = new Conditions();
        conditions.value(asked.stream().map(Cell::play).toArray(String[]::new));
        conditions.value(asked.stream().map(Cell::day).toArray(Integer[]::new));
        conditions.value(asked.stream().map(Cell::status).toArray(String[]::new));
        conditions.value(asked.stream().map(Cell::segment).toArray(String[]::new));
        conditions.value(window);
        conditions.add("q.customer AND q.score IS NOT NULL");
        conditions.add("q.to_day IS NULL OR q.to_day > k.days[i] + $5");
        conditions.add(WITHOUT_THE_PLAY);
        conditions.addScopeOf("p.account_id", scope);
        return pool.preparedQuery(GROUPS + conditions.takeWhere() + " GROUP BY 1")
                .execute(conditions.tuple())
                .map(rows -> {
                    Map<Cell, PlayComparison.Group> groups = new HashMap<>();
                    rows.forEach(
                            row -> groups.put(asked.get(row.getInteger("place") - 1), group(row)));
                    return groups;
                });
    }

    private static PlayComparison.Group group(Row row) {
        return new PlayComparison.Group(
                row.getLong("accounts"),
                Objects.requireNonNull(row.getBigDecimal("change")),
                Objects.requireNonNull(row.getBigDecimal("deviation")));
    }

    private static PlayRun run(Row row) {
        return new PlayRun(
                row.getUUID("play_id"),
                Rows.text(row, "account_id"),
                row.getString("name"),
                Rows.text(row, "play"),
                Rows.text(row, "version"),
                PlayState.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT)),
                row.getString("outcome"),
                Rows.time(row, "opened_at"),
                row.getInteger("opened_day"),
                Rows.timeOrNone(row, "closed_at"),
                row.getInteger("tasks"),
                row.getInteger("done"),
                row.getInteger("late"),
                standing(row, "before"),
                standing(row, "after"),
                row.getInteger("better_from"),
                row.getBigDecimal("arr_before"),
                row.getBigDecimal("arr_after"));
    }

    private static PlayRun.@Nullable Standing standing(Row row, String when) {
        String status = row.getString("status_" + when);
        return status == null
                ? null
                : new PlayRun.Standing(
                        row.getBoolean("customer_" + when),
                        status,
                        row.getBigDecimal("score_" + when),
                        row.getString("segment_" + when),
                        row.getString("csm_" + when));
    }
}
