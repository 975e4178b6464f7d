package io.keepwell.scoring.application.portfolio;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.portfolio.KpiValue;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiParameter;
import io.keepwell.policy.portfolio.KpiSpec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers how KPIs stand. */
public final class ReadKpis {

    private final PortfolioRecords records;
    private final PoliciesInForce policies;
    private final InstantSource clock;

    /**
     * From what is kept.
     *
     * @param records of accounts through time
     * @param policies have the KPIs
     * @param clock the present
     */
    public ReadKpis(PortfolioRecords records, PoliciesInForce policies, InstantSource clock) {
        this.records = records;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * All KPIs in force.
     *
     * @param filter of which accounts
     * @param at the day at whose end
     * @return in the order of the policies
     */
    public Uni<KpiList> all(PortfolioFilter filter, LocalDate at) {
        return policies.now()
                .chain(inForce ->
                        inForce.map(it -> all(filter, at, it))
                                .orElseGet(() ->
                                        Uni.createFrom().item(new KpiList(at, null, List.of()))));
    }

    private Uni<KpiList> all(PortfolioFilter filter, LocalDate at, PolicySet inForce) {
        return Multi.createFrom()
                .iterable(inForce.kpis())
                .onItem()
                .transformToUniAndConcatenate(kpi -> one(kpi, filter, at))
                .collect()
                .asList()
                .map(items -> new KpiList(at, inForce.version(), items));
    }

    private Uni<KpiList.Kpi> one(Applied<KpiSpec> applied, PortfolioFilter filter, LocalDate at) {
        KpiSpec kpi = applied.value();
        PortfolioFilter its = kpi.segments().isEmpty() ? filter : filter.in(kpi.segments());
        LocalDate since = since(kpi, at);
        int day = Math.toIntExact(at.toEpochDay());
        var window =
                new PortfolioRecords.Window(
                        since == null ? day : Math.toIntExact(since.toEpochDay()),
                        day,
                        day >= Days.of(clock.instant()));
        return records.count(kpi, its, window)
                .chain(counted -> {
                    KpiValue value = KpiValue.of(kpi, counted, nothing(kpi, since));
                    boolean isByAccount =
                            kpi.formula() == KpiFormula.AVERAGE_HEALTH
                                    && kpi.settings().by() == KpiSpec.By.ACCOUNTS;
                    return (isByAccount
                                    ? records.averageByArr(its, day)
                                    : Uni.createFrom().item(Optional.<BigDecimal>empty()))
                            .map(byArr -> item(kpi, since, value, byArr.orElse(null)));
                });
    }

    private static KpiList.Kpi item(
            KpiSpec kpi, @Nullable LocalDate since, KpiValue value, @Nullable BigDecimal byArr) {
        KpiSpec.Target target = kpi.target();
        return new KpiList.Kpi(
                kpi.id(),
                kpi.name(),
                kpi.formula().wireName(),
                kpi.formula().words(),
                kpi.unit().wireName(),
                kpi.segments(),
                since,
                value.value(),
                byArr,
                target == null
                        ? null
                        : new KpiList.Target(target.rule().wireName(), target.value()),
                value.met(),
                value.numerator(),
                value.denominator(),
                value.accounts(),
                value.unknownBecause());
    }

    /**
     * The day at whose end a KPI's window begins. Months that end with a month's last day begin
     * with one: those of 28 February are a whole February, and none has a day of the month before.
     *
     * @param kpi the KPI
     * @param at the day at whose end it ends
     * @return null where it has no window
     */
    static @Nullable LocalDate since(KpiSpec kpi, LocalDate at) {
        if (kpi.formula().parameters().contains(KpiParameter.MONTHS)) {
            LocalDate since = at.minusMonths(kpi.settings().months());
            boolean isMonthsEnd = at.plusDays(1).getDayOfMonth() == 1;
            return isMonthsEnd ? since.with(TemporalAdjusters.lastDayOfMonth()) : since;
        }
        return kpi.formula().parameters().contains(KpiParameter.DAYS)
                ? at.minusDays(kpi.settings().days())
                : null;
    }

    private static String nothing(KpiSpec kpi, @Nullable LocalDate since) {
        return switch (kpi.formula()) {
            case STATUS_SHARE, EXECUTIVE_CONTACTS_SHARE -> "there are no such customers";
            case AVERAGE_HEALTH -> "no customer has a score";
            case HEALTH_DELTA ->
                    "no account that has a score was held from %s on by the same manager"
                            .formatted(since);
            case GRR, NRR, LOGO_RETENTION, EXPANSION_ARR, EXPANSION_RATE ->
                    "of no customer the revenue of %s is known; a backfill of contracts tells it"
                            .formatted(since);
            case EXPANSION_SHARE -> "no customer brings a revenue that is known";
            case EXPANSION_PIPELINE -> "no opportunity was told of since %s".formatted(since);
            case FEATURE_UTILISATION -> "no customer used a feature since %s".formatted(since);
            case TICKET_DEFLECTION ->
                    "no reader of help articles since %s has opened a ticket under the same id"
                            .formatted(since);
            case CSAT_MEAN, NPS, CES_MEAN -> "nobody answered since %s".formatted(since);
            case TIME_TO_VALUE ->
                    "no account whose contract's start is known came to its first value, or had"
                            + " its time for it, since %s".formatted(since);
            case VALUE_REALISED_SHARE ->
                    "no customer's first contract is known to have started by %s".formatted(since);
            case QBR_SHARE -> "there were no such customers on %s".formatted(since);
            case RENEWALS_ON_TIME ->
                    "no contract whose last day is known ended since %s".formatted(since);
        };
    }
}
