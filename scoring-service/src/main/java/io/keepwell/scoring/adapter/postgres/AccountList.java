package io.keepwell.scoring.adapter.postgres;

import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.application.reading.AccountItem;
import io.keepwell.scoring.application.reading.AccountQuery;
import io.keepwell.scoring.application.reading.AccountSort;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The query that lists accounts. PostgreSQL compares with the past only what is on the page. */
final class AccountList {

    /** All that an item is made of, compared with the moment that is the parameter. */
    static final String COLUMNS =
            """
            a.*, a.shown - (SELECT h.shown FROM health_history h
                             WHERE h.account_id = a.account_id AND NOT h.superseded
                               AND h.changed_at <= %s
                             ORDER BY h.changed_at DESC, h.id DESC LIMIT 1) AS change_30d
            """;

    private final Conditions conditions = new Conditions();
    private final AccountQuery query;
    private final String sql;

    AccountList(AccountQuery query, Instant then) {
        this.query = query;
        String columns = COLUMNS.formatted(conditions.value(Rows.parameter(then)));
        conditions.addScope(query.scope());
        filter(query.filter());
        String inner = "SELECT " + columns + " FROM account a" + conditions.takeWhere();
        AccountQuery.Place after = query.after();
        if (after != null) {
            follow(after);
        }
        this.sql =
                "SELECT * FROM ("
                        + inner
                        + ") AS item"
                        + conditions.takeWhere()
                        + " ORDER BY "
                        + column()
                        + (query.descending() ? " DESC" : " ASC")
                        + " NULLS LAST, account_id LIMIT "
                        + conditions.value(query.limit() + 1);
    }

    String sql() {
        return sql;
    }

    Tuple parameters() {
        return conditions.tuple();
    }

    Listed<AccountItem> listed(Row row) {
        AccountItem item = item(row);
        Object key = query.sort().key(item);
        return new Listed<>(
                item, Arrays.asList(key == null ? null : Objects.toString(key), item.id()));
    }

    static AccountItem item(Row row) {
        String[] signals = row.getArrayOfStrings("signals");
        return new AccountItem(
                Rows.text(row, "account_id"),
                row.getString("name"),
                row.getString("segment"),
                row.getString("stage"),
                row.getBigDecimal("arr"),
                row.getString("csm"),
                row.getString("team"),
                row.getLocalDate("renewal_date"),
                row.getBigDecimal("score"),
                row.getInteger("shown"),
                row.getInteger("risk"),
                row.getBoolean("overridden"),
                Rows.text(row, "status"),
                row.getBigDecimal("coverage"),
                row.getInteger("change_30d"),
                row.getString("main_driver"),
                List.of(signals),
                Rows.time(row, "as_of"));
    }

    private void filter(AccountQuery.Filter filter) {
        oneOf("a.status", filter.statuses());
        oneOf("a.segment", filter.segments());
        oneOf("a.csm", filter.csms());
        String text = filter.text();
        if (text != null) {
            String part = conditions.value("%" + escaped(text) + "%");
            conditions.add("a.account_id ILIKE %s OR a.name ILIKE %s".formatted(part, part));
        }
    }

    private void oneOf(String column, List<String> values) {
        if (!values.isEmpty()) {
            conditions.add(
                    "%s = ANY (%s)"
                            .formatted(column, conditions.value(values.toArray(String[]::new))));
        }
    }

    /** Those without a key are last, so nothing but them follows one of them. */
    private void follow(AccountQuery.Place after) {
        String id = conditions.value(after.id());
        Object key = after.key();
        if (key == null) {
            conditions.add("%s IS NULL AND account_id > %s".formatted(column(), id));
            return;
        }
        String place = conditions.value(key);
        conditions.add(
                "%1$s %2$s %3$s OR (%1$s = %3$s AND account_id > %4$s) OR %1$s IS NULL"
                        .formatted(column(), query.descending() ? "<" : ">", place, id));
    }

    private String column() {
        return column(query.sort());
    }

    private static String column(AccountSort sort) {
        return switch (sort) {
            case ARR -> "arr";
            case SCORE -> "score";
            case RISK -> "risk";
            case NAME -> "name";
            case RENEWAL_DATE -> "renewal_date";
            case CHANGE_30D -> "change_30d";
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
