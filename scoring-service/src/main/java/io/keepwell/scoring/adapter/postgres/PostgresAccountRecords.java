package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.account.Rest;
import io.keepwell.engine.explain.HistoryStep;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.ReportingCodec;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.Offsets;
import io.keepwell.scoring.application.reading.AccountItem;
import io.keepwell.scoring.application.reading.AccountQuery;
import io.keepwell.scoring.application.reading.AccountRecord;
import io.keepwell.scoring.application.reading.AccountRecords;
import io.keepwell.scoring.application.reading.CardRef;
import io.keepwell.scoring.application.reading.HistoryItem;
import io.keepwell.scoring.application.reading.HistoryQuery;
import io.keepwell.scoring.application.reading.PastScore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL keeps of accounts. */
@Singleton
class PostgresAccountRecords implements AccountRecords {

    private static final String FOUND =
            """
            , s.verdict, s.accepted, s.folded, s.duplicate, s.too_late, s.quarantined,
            0::bigint AS erased,
            (SELECT f.value FROM fact f WHERE f.part = a.part
                AND f.account_id = a.account_id AND f.key = 'profile') AS profile,
            s.rests_until, p.stepped_day, p.stepped_reporting
            FROM account a
            JOIN account_state s ON s.part = a.part AND s.account_id = a.account_id
            LEFT JOIN fold_partition p ON p.part = a.part AND s.rests_until > 0
            """;

    private static final String VERDICT_AT =
            """
            SELECT verdict FROM health_history
            WHERE account_id = $1 AND NOT superseded AND changed_at <= $2
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """;

    private static final String KEPT_AT =
            """
            SELECT verdict, next_offset, reconstructed FROM health_history
            WHERE account_id = $1 AND NOT superseded AND changed_at <= $2
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """;

    private static final String VIEWS =
            """
            SELECT next_offset, noted_at, reporting FROM reporting_view
            WHERE part = $1 ORDER BY id
            """;

    private static final String STEPS =
            """
            SELECT verdict, previous_score, cause, cause_event::text AS event_text,
                   parts::text AS parts_text, part, next_offset
            FROM health_history
            WHERE account_id = $1 AND NOT superseded AND changed_at > $2 AND changed_at <= $3
            ORDER BY changed_at, id LIMIT $4
            """;

    private static final String FACTS =
            """
            SELECT key, value FROM fact WHERE part = $1 AND account_id = $2 AND key = ANY ($3)
            """;

    private static final String HISTORY =
            """
            SELECT h.*, h.cause_event::text AS event_text, h.parts::text AS parts_text,
                   h.messages::text AS messages_text
            FROM health_history h
            """;

    /**
     * Stretches of offsets do not overlap: the fold writes each batch's after the one before. Of
     * the one that the page begins in, only some offsets may be left: one for certain.
     */
    private static final String OFFSETS =
            """
            SELECT first_offset, gaps FROM (
                SELECT first_offset, gaps,
                       sum(CASE WHEN last_offset < $3 THEN events ELSE 1 END)
                           OVER (ORDER BY first_offset DESC
                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS newer
                FROM event_index
                WHERE part = $1 AND account_id = $2 AND first_offset < $3
                ORDER BY first_offset DESC LIMIT $4) AS stretch
            WHERE coalesce(newer, 0) < $5
            """;

    private final Pool pool;

    PostgresAccountRecords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Listed<AccountItem>>> list(AccountQuery query, Instant then) {
        var list = new AccountList(query, then);
        return pool.preparedQuery(list.sql())
                .execute(list.parameters())
                .map(rows -> Rows.all(rows, list::listed));
    }

    @Override
    public Uni<Optional<AccountRecord>> find(Scope scope, String accountId, Instant then) {
        if (!Rows.isName(accountId)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var conditions = new Conditions();
        conditions.add("a.account_id = " + conditions.value(accountId));
        conditions.add("s.verdict IS NOT NULL");
        String columns = AccountList.COLUMNS.formatted(conditions.value(Rows.parameter(then)));
        conditions.addScope(scope);
        return pool.preparedQuery("SELECT " + columns + FOUND + conditions.takeWhere())
                .execute(conditions.tuple())
                .map(rows -> first(rows).map(PostgresAccountRecords::account));
    }

    @Override
    public Uni<Optional<Verdict>> verdictAt(String accountId, Instant at) {
        return pool.preparedQuery(VERDICT_AT)
                .execute(Tuple.of(accountId, Rows.parameter(at)))
                .map(rows -> first(rows).map(PostgresAccountRecords::verdict));
    }

    @Override
    public Uni<Optional<PastScore.Kept>> keptAt(String accountId, Instant at) {
        return pool.preparedQuery(KEPT_AT)
                .execute(Tuple.of(accountId, Rows.parameter(at)))
                .map(rows ->
                        first(rows)
                                .map(row ->
                                        new PastScore.Kept(
                                                verdict(row),
                                                row.getLong("next_offset"),
                                                row.getBoolean("reconstructed"))));
    }

    @Override
    public Uni<List<PastScore.View>> views(int partition) {
        return pool.preparedQuery(VIEWS)
                .execute(Tuple.of(partition))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows ->
                        Rows.all(
                                rows,
                                row ->
                                        new PastScore.View(
                                                row.getLong("next_offset"),
                                                row.getOffsetDateTime("noted_at").toInstant(),
                                                ReportingCodec.decode(
                                                        Rows.bytes(row, "reporting")))));
    }

    @Override
    public Uni<Map<ChunkKey, byte[]>> facts(
            int partition, String accountId, Collection<? extends ChunkKey> keys) {
        String[] texts = keys.stream().map(ChunkKey::text).toArray(String[]::new);
        return pool.preparedQuery(FACTS)
                .execute(Tuple.tuple(List.of(partition, accountId, texts)))
                .map(rows ->
                        Rows.all(rows, row -> row).stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> ChunkKey.parse(Rows.text(row, "key")),
                                                row -> Rows.bytes(row, "value"))));
    }

    @Override
    public Uni<List<Listed<HistoryItem>>> history(HistoryQuery query) {
        var conditions = new Conditions();
        conditions.add("h.account_id = " + conditions.value(query.accountId()));
        if (!query.superseded()) {
            conditions.add("NOT h.superseded");
        }
        Instant from = query.from();
        if (from != null) {
            conditions.add("h.changed_at >= " + conditions.value(Rows.parameter(from)));
        }
        Instant to = query.to();
        if (to != null) {
            conditions.add("h.changed_at < " + conditions.value(Rows.parameter(to)));
        }
        HistoryQuery.Place after = query.after();
        if (after != null) {
            conditions.add(
                    "(h.changed_at, h.id) < (%s, %s)"
                            .formatted(
                                    conditions.value(Rows.parameter(after.at())),
                                    conditions.value(after.id())));
        }
        String sql =
                HISTORY
                        + conditions.takeWhere()
                        + " ORDER BY h.changed_at DESC, h.id DESC LIMIT "
                        + conditions.value(query.limit() + 1);
        return pool.preparedQuery(sql)
                .execute(conditions.tuple())
                .map(rows -> Rows.all(rows, PostgresAccountRecords::change));
    }

    @Override
    public Uni<List<HistoryStep>> steps(String accountId, Instant after, Instant to, int limit) {
        return pool.preparedQuery(STEPS)
                .execute(Tuple.of(accountId, Rows.parameter(after), Rows.parameter(to), limit))
                // A thousand verdicts take tens of milliseconds, which no event loop has.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> Rows.all(rows, PostgresAccountRecords::step));
    }

    @Override
    public Uni<List<Long>> offsets(int partition, String accountId, long before, int limit) {
        return pool.preparedQuery(OFFSETS)
                .execute(Tuple.of(partition, accountId, before, limit, (long) limit))
                // So do tens of thousands of offsets.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows ->
                        Rows.all(rows, row -> row).stream()
                                .flatMap(row ->
                                        Offsets.decode(
                                                row.getLong("first_offset"),
                                                Rows.bytes(row, "gaps"))
                                                .stream())
                                .filter(offset -> offset < before)
                                .sorted(Comparator.reverseOrder())
                                .limit(limit)
                                .toList());
    }

    private static AccountRecord account(Row row) {
        byte[] profile = Rows.bytesOrNone(row, "profile");
        return new AccountRecord(
                row.getInteger("part"),
                AccountList.item(row),
                verdict(row),
                rest(row),
                Rows.counts(row),
                profile == null ? Map.of() : Map.of(new ChunkKey.OfProfile(), profile));
    }

    /** That of its partition, as far as it goes for this account. */
    private static @Nullable Rest rest(Row row) {
        byte[] reporting = Rows.bytesOrNone(row, "stepped_reporting");
        return reporting == null
                ? null
                : new Rest(
                        Math.min(row.getInteger("rests_until") - 1, row.getInteger("stepped_day")),
                        ReportingCodec.decode(reporting));
    }

    private static Listed<HistoryItem> change(Row row) {
        Verdict verdict = verdict(row);
        var item =
                new HistoryItem(
                        Rows.time(row, "changed_at"),
                        row.getBigDecimal("score"),
                        row.getInteger("shown"),
                        Rows.text(row, "status"),
                        verdict.risk() == null ? null : verdict.risk().exact().orElse(null),
                        row.getBigDecimal("previous_score"),
                        new HistoryItem.Cause(
                                Rows.text(row, "cause"),
                                HistoryJson.readCauseEvent(row.getString("event_text"))),
                        HistoryJson.readParts(Rows.text(row, "parts_text")),
                        HistoryJson.readMessages(Rows.text(row, "messages_text")),
                        Rows.text(row, "policy_version"),
                        new CardRef(verdict.scorecard().id(), verdict.scorecard().version()),
                        row.getBoolean("reconstructed"),
                        row.getBoolean("superseded"),
                        new HistoryItem.Known(
                                row.getInteger("part"),
                                row.getLong("next_offset"),
                                Rows.time(row, "committed_at")));
        return new Listed<>(
                item,
                List.of(
                        Rows.exactTime(row, "changed_at").toString(),
                        Long.toString(row.getLong("id"))));
    }

    private static HistoryStep step(Row row) {
        return new HistoryStep(
                verdict(row),
                row.getBigDecimal("previous_score"),
                HistoryJson.readChangeParts(Rows.text(row, "parts_text")),
                HistoryJson.readCause(
                        Rows.text(row, "cause"),
                        row.getString("event_text"),
                        row.getInteger("part"),
                        row.getLong("next_offset")));
    }

    private static Verdict verdict(Row row) {
        return VerdictCodec.decode(Rows.bytes(row, "verdict"));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return Rows.all(rows, row -> row).stream().findFirst();
    }
}
