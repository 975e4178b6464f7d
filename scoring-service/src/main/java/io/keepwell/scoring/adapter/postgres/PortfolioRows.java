package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.facts.Contract;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.scoring.application.fold.KpiEvent;
import io.keepwell.scoring.application.fold.Writes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what portfolios and KPIs are read from, in the transaction of the fold. */
final class PortfolioRows {

    private PortfolioRows() {}

    /** A past that is told anew takes the place of what was told of its days and of later ones. */
    private static final String PAST_DROPPED =
            """
            delete from account_period p
             using unnest($1::text[], $2::int[]) as n (account_id, from_day)
             where p.account_id = n.account_id and p.from_day >= n.from_day
            """;

    private static final String PAST_ENDED =
            """
            update account_period p set to_day = n.from_day
              from unnest($1::text[], $2::int[]) as n (account_id, from_day)
             where p.account_id = n.account_id and p.to_day > n.from_day
            """;

    private static final String PERIODS_ENDED =
            """
            update account_period p set to_day = n.from_day
              from unnest($1::text[], $2::int[]) as n (account_id, from_day)
             where p.account_id = n.account_id and p.to_day is null and p.from_day < n.from_day
            """;

    private static final String PERIODS =
            """
            insert into account_period
                   (account_id, from_day, to_day, customer, status, score, shown, arr, segment,
                    stage, csm, team, renewal_date)
            select * from unnest($1::text[], $2::int[], $3::int[], $4::boolean[], $5::text[],
                                 $6::numeric[], $7::int[], $8::numeric[], $9::text[], $10::text[],
                                 $11::text[], $12::text[], $13::date[])
                on conflict (account_id, from_day) do update
               set to_day = excluded.to_day, customer = excluded.customer,
                   status = excluded.status, score = excluded.score, shown = excluded.shown,
                   arr = excluded.arr, segment = excluded.segment, stage = excluded.stage,
                   csm = excluded.csm, team = excluded.team, renewal_date = excluded.renewal_date
            """;

    private static final String REVENUES =
            """
            insert into revenue_period (account_id, from_day, to_day, arr, gone)
            select * from unnest($1::text[], $2::int[], $3::int[], $4::numeric[], $5::boolean[])
            """;

    private static final String RENEWALS =
            """
            insert into contract_renewal (account_id, place, due_day, renewed_day)
            select * from unnest($1::text[], $2::int[], $3::int[], $4::int[])
            """;

    /** An event that is sent again after the window of duplicates counts once all the same. */
    private static final String KPI_EVENTS =
            """
            insert into kpi_event (account_id, type, occurred_at, source, event_id, value, person,
                                   about)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[],
                                 $6::numeric[], $7::bigint[], $8::bigint[])
                on conflict do nothing
            """;

    /** After those of the same transaction were written. */
    private static final String WITHDRAWN =
            """
            delete from kpi_event k
             using unnest($1::text[], $2::text[], $3::text[]) as w (account_id, source, event_id)
             where k.account_id = w.account_id and k.source = w.source and k.event_id = w.event_id
            """;

    static void write(SqlConnection connection, Writes writes, List<Future<?>> sent) {
        List<Writes.Account> accounts = FoldCommit.sorted(writes);
        periods(connection, accounts, sent);
        contracts(connection, accounts, sent);
        FoldCommit.send(connection, KPI_EVENTS, kpiEvents(writes), sent);
        FoldCommit.send(connection, WITHDRAWN, withdrawn(writes), sent);
    }

    private static Columns<?> withdrawn(Writes writes) {
        return new Columns<>(writes.withdrawn())
                .texts(it -> it.account().value())
                .texts(it -> it.source().value())
                .texts(Writes.Withdrawn::eventId);
    }

    /** A period with its end. */
    private record PeriodRow(String accountId, AccountPeriod it, @Nullable Integer toDay) {}

    private static void periods(
            SqlConnection connection, List<Writes.Account> accounts, List<Future<?>> sent) {
        var firsts = new ArrayList<PeriodRow>();
        var retold = new ArrayList<PeriodRow>();
        var rows = new ArrayList<PeriodRow>();
        for (Writes.Account account : accounts) {
            List<AccountPeriod> its = account.portfolio().periods();
            for (int i = 0; i < its.size(); i++) {
                Integer to = i + 1 < its.size() ? (Integer) its.get(i + 1).fromDay() : null;
                rows.add(new PeriodRow(account.id().value(), its.get(i), to));
                if (i == 0) {
                    firsts.add(rows.getLast());
                }
                if (i == 0 && account.portfolio().retold()) {
                    retold.add(rows.getLast());
                }
            }
        }
        FoldCommit.send(connection, PAST_DROPPED, days(retold), sent);
        FoldCommit.send(connection, PAST_ENDED, days(retold), sent);
        FoldCommit.send(connection, PERIODS_ENDED, days(firsts), sent);
        FoldCommit.send(
                connection,
                PERIODS,
                new Columns<>(rows)
                        .texts(PeriodRow::accountId)
                        .ints(it -> it.it().fromDay())
                        .ints(PeriodRow::toDay)
                        .flags(it -> it.it().customer())
                        .texts(it -> it.it().status().wireName())
                        .numbers(it -> it.it().score())
                        .ints(it -> it.it().shown())
                        .numbers(it -> it.it().account().arr())
                        .texts(it -> it.it().account().segment())
                        .texts(it -> it.it().account().stage())
                        .texts(it -> it.it().account().csm())
                        .texts(it -> it.it().account().team())
                        .dates(it -> it.it().account().renewalDate()),
                sent);
    }

    private static Columns<?> days(List<PeriodRow> rows) {
        return new Columns<>(rows).texts(PeriodRow::accountId).ints(it -> it.it().fromDay());
    }

    /** Days of revenue. */
    private record RevenueRow(String accountId, Contract.Period it) {}

    /** A contract's end. */
    private record RenewalRow(String accountId, int place, Contract.Renewal it) {}

    private static void contracts(
            SqlConnection connection, List<Writes.Account> accounts, List<Future<?>> sent) {
        var ids = new ArrayList<String>();
        var revenues = new ArrayList<RevenueRow>();
        var renewals = new ArrayList<RenewalRow>();
        for (Writes.Account account : accounts) {
            Contract contract = account.portfolio().contract();
            if (contract != null) {
                String id = account.id().value();
                ids.add(id);
                contract.periods().forEach(it -> revenues.add(new RevenueRow(id, it)));
                for (int place = 0; place < contract.renewals().size(); place++) {
                    renewals.add(new RenewalRow(id, place, contract.renewals().get(place)));
                }
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        for (String table : List.of("revenue_period", "contract_renewal")) {
            sent.add(
                    connection
                            .preparedQuery(
                                    "delete from %s where account_id = any($1)".formatted(table))
                            .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new))));
        }
        FoldCommit.send(
                connection,
                REVENUES,
                new Columns<>(revenues)
                        .texts(RevenueRow::accountId)
                        .ints(it -> it.it().fromDay())
                        .ints(it -> it.it().toDay())
                        .numbers(it -> it.it().arr())
                        .flags(it -> it.it().gone()),
                sent);
        FoldCommit.send(
                connection,
                RENEWALS,
                new Columns<>(renewals)
                        .texts(RenewalRow::accountId)
                        .ints(RenewalRow::place)
                        .ints(it -> it.it().dueDay())
                        .ints(it -> it.it().renewedDay()),
                sent);
    }

    private static Columns<?> kpiEvents(Writes writes) {
        return new Columns<>(writes.kpiEvents())
                .texts(it -> it.account().value())
                .texts(KpiEvent::type)
                .times(it -> it.occurredAt().atOffset(ZoneOffset.UTC))
                .texts(KpiEvent::source)
                .texts(KpiEvent::eventId)
                .numbers(KpiEvent::value)
                .longs(KpiEvent::person)
                .longs(KpiEvent::about);
    }
}
