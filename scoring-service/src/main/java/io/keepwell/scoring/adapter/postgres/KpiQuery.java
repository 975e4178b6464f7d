package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.facts.Days;
import io.keepwell.model.health.Status;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.keepwell.scoring.application.portfolio.PortfolioRecords;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The query that counts for one KPI: {@code numerator}, {@code denominator}, {@code counted}. What
 * each formula means is told where formulas are named; here accounts {@code p} are as they were at
 * the end of the last day of the window.
 */
final class KpiQuery {

    private final Conditions conditions = new Conditions();
    private final KpiSpec kpi;
    private final PortfolioFilter filter;
    private final int sinceDay;
    private final int lastDay;
    private final boolean isNow;
    private final String sql;

    KpiQuery(KpiSpec kpi, PortfolioFilter filter, PortfolioRecords.Window window) {
        this.kpi = kpi;
        this.filter = filter;
        this.sinceDay = window.since();
        this.lastDay = window.last();
        this.isNow = window.now();
        this.sql = build();
    }

    String sql() {
        return sql;
    }

    Tuple parameters() {
        return conditions.tuple();
    }

    private String build() {
        boolean isByArr = kpi.settings().by() == KpiSpec.By.ARR;
        return switch (kpi.formula()) {
            case STATUS_SHARE -> statusShare(isByArr ? "p.arr" : "1");
            case AVERAGE_HEALTH -> averageHealth(isByArr ? "p.arr" : "1");
            case HEALTH_DELTA -> healthDelta();
            case GRR -> retention("sum(least(r.at_end, r.at_begin))", "sum(r.at_begin)");
            case NRR -> retention("sum(r.at_end)", "sum(r.at_begin)");
            case LOGO_RETENTION -> retention("count(*) FILTER (WHERE r.at_end > 0)", "count(*)");
            case EXPANSION_ARR ->
                    retention(
                            "sum(greatest(r.at_end - r.at_begin, 0))"
                                    + " FILTER (WHERE r.csm IS NOT NULL)",
                            "sum(r.at_begin)");
            case EXPANSION_RATE ->
                    retention("sum(greatest(r.at_end - r.at_begin, 0))", "sum(r.at_begin)");
            case EXPANSION_SHARE -> expansionShare();
            case EXPANSION_PIPELINE -> expansionPipeline();
            case FEATURE_UTILISATION -> featureUtilisation();
            case CSAT_MEAN -> mean("support.csat-submitted");
            case CES_MEAN -> mean("engagement.ces-submitted");
            case NPS -> nps();
            case TIME_TO_VALUE -> timeToValue();
            case VALUE_REALISED_SHARE -> valueRealised();
            case QBR_SHARE -> reviews();
            case EXECUTIVE_CONTACTS_SHARE -> executives();
            case TICKET_DEFLECTION -> ticketDeflection();
            case RENEWALS_ON_TIME -> renewals();
        };
    }

    private String statusShare(String weight) {
        String[] statuses =
                kpi.settings().statuses().stream().map(Status::wireName).toArray(String[]::new);
        String met = "p.status = ANY (%s)".formatted(conditions.value(statuses));
        return answer(
                "sum(%s) FILTER (WHERE %s)".formatted(weight, met),
                "sum(%s)".formatted(weight),
                "count(*)",
                "account_period p" + customers());
    }

    private String averageHealth(String weight) {
        return answer(
                "sum(%s * p.score)".formatted(weight),
                "sum(%s) FILTER (WHERE p.score IS NOT NULL)".formatted(weight),
                "count(p.score)",
                "account_period p" + customers());
    }

    private String healthDelta() {
        conditions.add(onDay("q", sinceDay));
        conditions.add("q.customer AND q.csm = p.csm");
        conditions.add("p.score IS NOT NULL AND q.score IS NOT NULL");
        return answer(
                "sum(p.score - q.score)",
                "count(*)",
                "count(*)",
                "account_period p JOIN account_period q USING (account_id)" + customers());
    }

    private String retention(String numerator, String denominator) {
        return answer(numerator, denominator, "count(*)", revenues() + " r WHERE r.at_begin > 0");
    }

    private String expansionShare() {
        return answer(
                "sum(greatest(r.at_end - r.at_begin, 0)) FILTER (WHERE r.at_begin > 0)",
                "sum(r.at_end)",
                "count(*) FILTER (WHERE r.at_end > 0)",
                revenues() + " r");
    }

    /** What accounts brought at both ends of the window; also those that are gone. */
    private String revenues() {
        String begin = onDay("v", sinceDay);
        String end = onDay("v", lastDay);
        return """
        (SELECT p.account_id, p.csm, max(v.arr) FILTER (WHERE %s) AS at_begin,
                max(v.arr) FILTER (WHERE %s) AS at_end
           FROM account_period p JOIN revenue_period v USING (account_id)
         %s GROUP BY p.account_id, p.csm)
        """
                .formatted(begin, end, accounts());
    }

    /** What was told of an opportunity last; that it is closed counts more than that it is open. */
    private String expansionPipeline() {
        conditions.add(
                "k.type IN ('commercial.opportunity-opened', 'commercial.opportunity-closed')");
        conditions.add("k.about IS NOT NULL");
        conditions.add(inWindow());
        String open = " FILTER (WHERE o.type = 'commercial.opportunity-opened')";
        return answer(
                "sum(o.value)" + open,
                "count(*)",
                "count(*)" + open,
                """
                (SELECT DISTINCT ON (k.account_id, k.about) k.type, k.value
                   FROM account_period p JOIN kpi_event k USING (account_id) %s
                  ORDER BY k.account_id, k.about, k.occurred_at DESC, k.type, k.event_id DESC,
                           k.source DESC) o
                """
                        .formatted(customers()));
    }

    /** A use stands at the beginning of its month. */
    private String featureUtilisation() {
        String customers = "(SELECT count(*) FROM account_period p" + customers() + ")";
        conditions.add("k.type = 'usage.feature-used'");
        conditions.add(
                "k.occurred_at >= date_trunc('month', %s::timestamptz, 'UTC') AND k.occurred_at < %s"
                        .formatted(
                                conditions.value(Rows.parameter(Days.begin(sinceDay + 1))),
                                conditions.value(Rows.parameter(Days.begin(lastDay + 1)))));
        return answer(
                "count(*)",
                "count(DISTINCT f.about) * " + customers,
                customers,
                """
                (SELECT DISTINCT k.account_id, k.about
                   FROM account_period p JOIN kpi_event k USING (account_id) %s) f
                """
                        .formatted(customers()));
    }

    /**
     * Somebody's day with articles, of which the next day is over, too. Where no reader ever opened
     * a ticket, the sources may name people by ids of different kinds, and nothing is known.
     */
    private String ticketDeflection() {
        conditions.add("k.type = 'support.article-viewed' AND t.type = 'support.ticket-opened'");
        String known =
                """
                EXISTS (SELECT FROM account_period p
                          JOIN kpi_event k USING (account_id)
                          JOIN kpi_event t ON t.account_id = k.account_id AND t.person = k.person
                         %s)
                """
                        .formatted(accounts());
        conditions.add("k.type = 'support.article-viewed' AND k.person IS NOT NULL");
        conditions.add(
                "k.occurred_at >= %s AND k.occurred_at < %s"
                        .formatted(
                                conditions.value(Rows.parameter(Days.begin(sinceDay + 1))),
                                conditions.value(
                                        Rows.parameter(
                                                Days.begin(isNow ? lastDay - 1 : lastDay)))));
        String ticket =
                """
                EXISTS (SELECT FROM kpi_event t
                         WHERE t.account_id = v.account_id AND t.type = 'support.ticket-opened'
                           AND (t.person = v.person OR t.person IS NULL)
                           AND t.occurred_at >= v.first_at
                           AND t.occurred_at < (v.day + 2)::timestamp AT TIME ZONE 'UTC')
                """;
        String counted = "count(*) FILTER (WHERE " + known + ")";
        return answer(
                "count(*) FILTER (WHERE NOT %s AND %s)".formatted(ticket, known),
                counted,
                counted,
                """
                (SELECT p.account_id, k.person, min(k.occurred_at) AS first_at,
                        (k.occurred_at AT TIME ZONE 'UTC')::date AS day
                   FROM account_period p JOIN kpi_event k USING (account_id) %s
                  GROUP BY 1, 2, 4) v
                """
                        .formatted(accounts()));
    }

    private String mean(String type) {
        return answer(
                "sum(k.value)",
                "count(k.value)",
                "count(k.value)",
                "account_period p JOIN kpi_event k USING (account_id)" + answers(type));
    }

    private String nps() {
        return answer(
                "(count(*) FILTER (WHERE k.value >= 9) - count(*) FILTER (WHERE k.value <= 6))",
                "count(*)",
                "count(*)",
                """
                (SELECT DISTINCT ON (k.account_id, k.person, k.nobody) k.value
                   FROM (SELECT k.*, CASE WHEN k.person IS NULL
                                          THEN k.source || '/' || k.event_id END AS nobody
                           FROM account_period p JOIN kpi_event k USING (account_id) %s) k
                  ORDER BY k.account_id, k.person, k.nobody, k.occurred_at DESC,
                           k.event_id DESC, k.source DESC) k
                """
                        .formatted(answers("engagement.nps-submitted")));
    }

    private String answers(String type) {
        conditions.add("k.type = " + conditions.value(type));
        conditions.add("k.value IS NOT NULL");
        conditions.add(inWindow());
        return accounts();
    }

    private String timeToValue() {
        String times =
                startsAnd(
                        "min(k.occurred_at) FILTER (WHERE k.type = %s)",
                        "outcome.first-value-reached");
        String days = "greatest(t.other_day - t.start_day, 0)";
        if (kpi.settings().aggregate() == KpiSpec.Aggregate.SHARE_WITHIN) {
            String within = conditions.value(kpi.settings().withinDays());
            return answer(
                    "count(*) FILTER (WHERE t.other_day - t.start_day <= %s)".formatted(within),
                    "count(*)",
                    "count(*)",
                    times
                            // Who has until today may still reach it.
                            + " WHERE t.start_day + %s > %s AND t.start_day + %1$s %s %s"
                                    .formatted(
                                            within,
                                            conditions.value(sinceDay),
                                            isNow ? "<" : "<=",
                                            conditions.value(lastDay)));
        }
        boolean isMedian = kpi.settings().aggregate() == KpiSpec.Aggregate.P50;
        return answer(
                isMedian
                        ? "(percentile_cont(0.5) WITHIN GROUP (ORDER BY %s))".formatted(days)
                        : "sum(%s)".formatted(days),
                "count(*)",
                "count(*)",
                times
                        + " WHERE t.start_day IS NOT NULL AND t.other_day > %s AND t.other_day <= %s"
                                .formatted(conditions.value(sinceDay), conditions.value(lastDay)));
    }

    private String valueRealised() {
        String start =
                """
                (SELECT p.account_id, min(k.occurred_at) AS started_at
                   FROM account_period p JOIN kpi_event k USING (account_id) %s
                  GROUP BY p.account_id) t
                """;
        conditions.add("k.type = 'commercial.contract-started'");
        start = start.formatted(customers());
        String realised =
                """
                EXISTS (SELECT FROM kpi_event k
                         WHERE k.account_id = t.account_id
                           AND (k.type = 'outcome.goal-met'
                                OR (k.type = 'outcome.value-reported' AND k.value >= 100))
                           AND k.occurred_at < t.started_at + make_interval(months => %s))
                """
                        .formatted(conditions.value(kpi.settings().months()));
        return answer(
                "count(*) FILTER (WHERE %s)".formatted(realised),
                "count(*)",
                "count(*)",
                start
                        + " WHERE t.started_at < "
                        + conditions.value(Rows.parameter(Days.begin(sinceDay + 1))));
    }

    /** First contracts, and the first of something else, by account. */
    private String startsAnd(String other, String type) {
        conditions.add("k.type IN ('commercial.contract-started', '%s')".formatted(type));
        return """
        (SELECT %1$s AS start_day, %2$s AS other_day
           FROM (SELECT min(k.occurred_at)
                        FILTER (WHERE k.type = 'commercial.contract-started') AS started_at,
                        %3$s AS other_at
                   FROM account_period p JOIN kpi_event k USING (account_id) %4$s
                  GROUP BY p.account_id) f) t
        """
                .formatted(
                        day("f.started_at"),
                        day("f.other_at"),
                        other.formatted("'" + type + "'"),
                        accounts());
    }

    private static String day(String time) {
        return "((%s AT TIME ZONE 'UTC')::date - date '1970-01-01')".formatted(time);
    }

    private String reviews() {
        conditions.add(onDay("q", sinceDay));
        conditions.add("q.customer");
        String held =
                "p.account_id IN (SELECT k.account_id FROM kpi_event k"
                        + " WHERE k.type = 'engagement.qbr-completed' AND %s)"
                                .formatted(inWindow());
        return answer(
                "count(*) FILTER (WHERE %s)".formatted(held),
                "count(*)",
                "count(*)",
                "account_period p JOIN account_period q ON q.account_id = p.account_id"
                        + customers());
    }

    private String executives() {
        String known =
                """
                p.account_id IN
                (SELECT k.account_id FROM kpi_event k
                  WHERE k.type IN ('relationship.sponsor-met', 'engagement.meeting-attended')
                    AND %s
                  GROUP BY k.account_id HAVING count(DISTINCT k.person) >= %s)
                """
                        .formatted(inWindow(), conditions.value(kpi.settings().contacts()));
        return answer(
                "count(*) FILTER (WHERE %s)".formatted(known),
                "count(*)",
                "count(*)",
                "account_period p" + customers());
    }

    private String renewals() {
        String last = conditions.value(lastDay);
        conditions.add(
                "c.due_day > %s AND c.due_day <= %s".formatted(conditions.value(sinceDay), last));
        if (isNow) {
            // The last day itself is not over yet.
            conditions.add("c.due_day < %s OR c.renewed_day IS NOT NULL".formatted(last));
        }
        return answer(
                "count(*) FILTER (WHERE c.renewed_day <= c.due_day)",
                "count(*)",
                "count(*)",
                "account_period p JOIN contract_renewal c USING (account_id)" + accounts());
    }

    private static String answer(
            String numerator, String denominator, String counted, String from) {
        return """
        SELECT coalesce(%s, 0)::numeric AS numerator,
               coalesce(%s, 0)::numeric AS denominator,
               %s::bigint AS counted
          FROM %s
        """
                .formatted(numerator, denominator, counted, from);
    }

    private String customers() {
        conditions.add("p.customer");
        return accounts();
    }

    private String accounts() {
        conditions.add(isNow ? "p.to_day IS NULL" : onDay("p", lastDay));
        PostgresPortfolioRecords.restrict(conditions, filter);
        return conditions.takeWhere();
    }

    private String onDay(String table, int day) {
        return "%1$s.from_day <= %2$s AND (%1$s.to_day IS NULL OR %1$s.to_day > %2$s)"
                .formatted(table, conditions.value(day));
    }

    /** Events of the window: after its first day, through its last. */
    private String inWindow() {
        return "k.occurred_at >= %s AND k.occurred_at < %s"
                .formatted(
                        conditions.value(Rows.parameter(Days.begin(sinceDay + 1))),
                        conditions.value(Rows.parameter(Days.begin(lastDay + 1))));
    }
}
