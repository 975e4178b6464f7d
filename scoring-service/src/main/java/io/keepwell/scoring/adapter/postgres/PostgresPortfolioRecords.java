package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.portfolio.KpiValue;
import io.keepwell.engine.portfolio.Tally;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.scoring.application.portfolio.Movers;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.keepwell.scoring.application.portfolio.PortfolioRecords;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What PostgreSQL keeps of accounts through time, added up where it lies. */
@Singleton
class PostgresPortfolioRecords implements PortfolioRecords {

    /** A {@link Tally}; each row counts so many times as the place says, or once. */
    private static final String TALLY =
            """
            sum(%1$s)::bigint AS accounts,
            coalesce(sum(%1$s * p.arr), 0) AS arr,
            coalesce(sum(%1$s) FILTER (WHERE p.arr IS NULL), 0)::bigint AS without_arr,
            coalesce(sum(%1$s) FILTER (WHERE p.score IS NOT NULL), 0)::bigint AS scored,
            coalesce(sum(%1$s * p.score), 0) AS scores,
            coalesce(sum(%1$s * p.arr) FILTER (WHERE p.score IS NOT NULL), 0) AS scored_arr,
            coalesce(sum(%1$s * p.arr * p.score), 0) AS scores_by_arr
            """;

    private final Pool pool;

    PostgresPortfolioRecords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Cell>> now(PortfolioFilter filter, By by, int today) {
        var conditions = new Conditions();
        String keys = keys(by, conditions, today);
        conditions.add("p.to_day IS NULL");
        conditions.add("p.customer");
        restrict(conditions, filter);
        String sql =
                "SELECT "
                        + keys
                        + ", p.status, "
                        + TALLY.formatted("1")
                        + " FROM account_period p"
                        + conditions.takeWhere()
                        + " GROUP BY 1, 2, 3";
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows ->
                        Rows.all(
                                rows,
                                row ->
                                        new Cell(
                                                row.getString("key"),
                                                row.getString("second"),
                                                Rows.text(row, "status"),
                                                tally(row))));
    }

    private static String keys(By by, Conditions conditions, int today) {
        return switch (by) {
            case SEGMENT -> "p.segment AS key, NULL AS second";
            case CSM -> "p.csm AS key, NULL AS second";
            case STAGE -> "p.stage AS key, NULL AS second";
            case TEAM -> "p.team AS key, NULL AS second";
            case CSM_AND_SEGMENT -> "p.csm AS key, p.segment AS second";
            case NOTHING -> "NULL AS key, NULL AS second";
            case RENEWAL_MONTH ->
                    """
                    CASE WHEN p.renewal_date < %s THEN 'overdue'
                         ELSE to_char(p.renewal_date, 'YYYY-MM') END AS key, NULL AS second
                    """
                            .formatted(conditions.value(LocalDate.ofEpochDay(today)));
        };
    }

    /**
     * In one pass, however many days: each row is added on the first day that lies in it, and taken
     * away on the first one behind it.
     */
    @Override
    public Uni<List<DayCell>> then(PortfolioFilter filter, List<Integer> days) {
        var conditions = new Conditions();
        String all = conditions.value(days.toArray(Integer[]::new));
        conditions.add("v.place < cardinality(%s::int[])".formatted(all));
        conditions.add("p.customer");
        restrict(conditions, filter);
        String sql =
                "SELECT v.place, p.status, "
                        + TALLY.formatted("v.times")
                        + """
                           FROM account_period p
                          CROSS JOIN LATERAL (VALUES
                                (width_bucket(p.from_day - 1, %1$s::int[]), 1),
                                (CASE WHEN p.to_day IS NULL THEN cardinality(%1$s::int[])
                                      ELSE width_bucket(p.to_day - 1, %1$s::int[]) END, -1))
                                AS v (place, times)
                        """
                                .formatted(all)
                        + conditions.takeWhere()
                        + " GROUP BY 1, 2 ORDER BY 1";
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> addedUp(Rows.all(rows, PostgresPortfolioRecords::dayCell), days));
    }

    private static DayCell dayCell(Row row) {
        return new DayCell(row.getInteger("place"), Rows.text(row, "status"), tally(row));
    }

    private static List<DayCell> addedUp(List<DayCell> differences, List<Integer> days) {
        var cells = new ArrayList<DayCell>();
        Map<String, Tally> held = new HashMap<>();
        int next = 0;
        for (int day = 0; day < days.size(); day++) {
            for (; next < differences.size() && differences.get(next).day() == day; next++) {
                DayCell it = differences.get(next);
                held.merge(it.status(), it.tally(), Tally::plus);
            }
            int place = day;
            held.forEach((status, tally) -> cells.add(new DayCell(place, status, tally)));
        }
        return cells;
    }

    @Override
    public Uni<List<Movers.Mover>> movers(
            PortfolioFilter filter, int since, boolean falls, int limit) {
        var conditions = new Conditions();
        String then = conditions.value(since);
        conditions.add("p.to_day IS NULL AND p.customer");
        conditions.add(
                "q.customer AND q.from_day <= %1$s AND (q.to_day IS NULL OR q.to_day > %1$s)"
                        .formatted(then));
        conditions.add("p.shown %s q.shown".formatted(falls ? "<" : ">"));
        restrict(conditions, filter);
        String sql =
                """
                SELECT p.account_id, p.segment, p.csm, p.arr, p.shown, p.status,
                       q.shown AS shown_before, q.status AS status_before, a.name, a.main_driver
                  FROM account_period p
                  JOIN account_period q ON q.account_id = p.account_id
                  JOIN account a ON a.account_id = p.account_id
                """
                        + conditions.takeWhere()
                        + " ORDER BY p.shown - q.shown "
                        + (falls ? "ASC" : "DESC")
                        + ", p.arr DESC NULLS LAST, p.account_id LIMIT "
                        + conditions.value(limit);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresPortfolioRecords::mover));
    }

    private static Movers.Mover mover(Row row) {
        int before = row.getInteger("shown_before");
        int shown = row.getInteger("shown");
        return new Movers.Mover(
                Rows.text(row, "account_id"),
                row.getString("name"),
                row.getString("segment"),
                row.getString("csm"),
                row.getBigDecimal("arr"),
                before,
                shown,
                shown - before,
                Rows.text(row, "status_before"),
                Rows.text(row, "status"),
                null,
                row.getString("main_driver"));
    }

    @Override
    public Uni<KpiValue.Counted> count(KpiSpec kpi, PortfolioFilter filter, int since, int day) {
        var query = new KpiQuery(kpi, filter, since, day);
        return pool.preparedQuery(query.sql())
                .execute(query.parameters())
                .map(rows -> Rows.all(rows, PostgresPortfolioRecords::counted).getFirst());
    }

    private static KpiValue.Counted counted(Row row) {
        return new KpiValue.Counted(
                number(row, "numerator"), number(row, "denominator"), row.getLong("counted"));
    }

    @Override
    public Uni<Optional<BigDecimal>> averageByArr(PortfolioFilter filter, int day) {
        return then(filter, List.of(day))
                .map(cells ->
                        Optional.ofNullable(
                                cells.stream()
                                        .map(DayCell::tally)
                                        .reduce(Tally.NONE, Tally::plus)
                                        .averageScoreByArr()));
    }

    /** Adds which accounts {@code p} are meant. */
    static void restrict(Conditions conditions, PortfolioFilter filter) {
        if (!filter.segments().isEmpty()) {
            conditions.add(
                    "p.segment = ANY (%s)"
                            .formatted(conditions.value(filter.segments().toArray(String[]::new))));
        }
        if (!filter.csms().isEmpty()) {
            conditions.add(
                    "p.csm = ANY (%s)"
                            .formatted(conditions.value(filter.csms().toArray(String[]::new))));
        }
        conditions.addScopeOf("p.account_id", filter.scope());
    }

    private static Tally tally(Row row) {
        return new Tally(
                row.getLong("accounts"),
                number(row, "arr"),
                row.getLong("without_arr"),
                row.getLong("scored"),
                number(row, "scores"),
                number(row, "scored_arr"),
                number(row, "scores_by_arr"));
    }

    private static BigDecimal number(Row row, String column) {
        return Objects.requireNonNull(row.getBigDecimal(column), column);
    }
}
