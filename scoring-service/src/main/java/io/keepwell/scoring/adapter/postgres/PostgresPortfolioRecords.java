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

    /** A {@link Tally}. */
    private static final String TALLY =
            """
            count(*) AS accounts,
            coalesce(sum(p.arr), 0) AS arr,
            count(*) - count(p.arr) AS without_arr,
            count(p.score) AS scored,
            coalesce(sum(p.score), 0) AS scores,
            coalesce(sum(CASE WHEN p.score IS NOT NULL THEN p.arr END), 0) AS scored_arr,
            coalesce(sum(p.arr * p.score), 0) AS scores_by_arr
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
                        + TALLY
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
     * In one pass, however many days: accounts are added up by the first day that lies in their
     * period and the first one behind it, and held from the one to the other.
     */
    @Override
    public Uni<List<DayCell>> then(PortfolioFilter filter, List<Integer> days) {
        var conditions = new Conditions();
        String all = conditions.value(days.toArray(Integer[]::new));
        conditions.add("p.customer");
        conditions.add("p.from_day <= " + conditions.value(days.getLast()));
        conditions.add("p.to_day IS NULL OR p.to_day > " + conditions.value(days.getFirst()));
        restrict(conditions, filter);
        String sql =
                "SELECT p.first, p.behind, p.status, "
                        + TALLY
                        + """
                          FROM (SELECT p.*, width_bucket(p.from_day - 1, %1$s::int[]) AS first,
                                       CASE WHEN p.to_day IS NULL THEN cardinality(%1$s::int[])
                                            ELSE width_bucket(p.to_day - 1, %1$s::int[])
                                        END AS behind
                                  FROM account_period p
                        """
                                .formatted(all)
                        + conditions.takeWhere()
                        + ") p WHERE p.first < p.behind GROUP BY 1, 2, 3";
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> addedUp(Rows.all(rows, PostgresPortfolioRecords::held), days.size()));
    }

    /** Accounts that were the same from one of the days until another. */
    private record Held(int first, int behind, String status, Tally tally) {}

    private static Held held(Row row) {
        return new Held(
                row.getInteger("first"),
                row.getInteger("behind"),
                Rows.text(row, "status"),
                tally(row));
    }

    private static List<DayCell> addedUp(List<Held> held, int days) {
        List<Map<String, Tally>> changes = new ArrayList<>();
        for (int day = 0; day <= days; day++) {
            changes.add(new HashMap<>());
        }
        for (Held it : held) {
            changes.get(it.first()).merge(it.status(), it.tally(), Tally::plus);
            changes.get(it.behind()).merge(it.status(), it.tally().negated(), Tally::plus);
        }
        var cells = new ArrayList<DayCell>();
        Map<String, Tally> present = new HashMap<>();
        for (int day = 0; day < days; day++) {
            changes.get(day).forEach((status, tally) -> present.merge(status, tally, Tally::plus));
            for (Map.Entry<String, Tally> it : present.entrySet()) {
                cells.add(new DayCell(day, it.getKey(), it.getValue()));
            }
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
    public Uni<KpiValue.Counted> count(KpiSpec kpi, PortfolioFilter filter, Window window) {
        var query = new KpiQuery(kpi, filter, window);
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
        restrict(conditions, filter, "p.account_id");
    }

    /** The same, where an account may have no {@code p}: then another column says whose it is. */
    static void restrict(Conditions conditions, PortfolioFilter filter, String accountId) {
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
        conditions.addScopeOf(accountId, filter.scope());
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
