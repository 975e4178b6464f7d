package io.keepwell.standalone.work;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What scoring answers of all accounts together, as far as the terminal shows it. */
final class PortfolioAnswers {

    private PortfolioAnswers() {}

    /** Accounts of one status. */
    record OfStatus(Status status, long accounts, BigDecimal arr) {}

    /** Accounts that have something in common. */
    record Group(
            @Nullable String key,
            long accounts,
            BigDecimal arr,
            long withoutArr,
            @Nullable BigDecimal averageScore,
            @Nullable BigDecimal averageScoreByArr,
            List<OfStatus> statuses) {

        long of(Status status) {
            return statuses.stream()
                    .filter(it -> it.status() == status)
                    .mapToLong(OfStatus::accounts)
                    .sum();
        }
    }

    /** How accounts are. */
    record Distribution(LocalDate asOf, @Nullable String by, Group whole, List<Group> groups) {}

    /** The end of one day. */
    record Point(LocalDate day, Group whole) {}

    /** How accounts were. */
    record History(String step, List<Point> points) {}

    /** An account that moved. */
    record Mover(
            String id,
            @Nullable String name,
            @Nullable String csm,
            @Nullable BigDecimal arr,
            int before,
            int shown,
            int change,
            Status status,
            @Nullable String sentence) {}

    /** Who moved most. */
    record Movers(LocalDate since, List<Mover> falls, List<Mover> rises) {}

    /** What is to be renewed in one month. */
    record Month(@Nullable String month, Group due, long atRiskAccounts, BigDecimal atRiskArr) {}

    /** What is to be renewed when. */
    record Renewals(
            LocalDate asOf,
            List<String> atRisk,
            Month overdue,
            List<Month> months,
            Month later,
            Month withoutDate) {}

    /** All of it. */
    record Portfolio(
            Distribution now, History history, Movers movers, Renewals renewals, Loads csms) {}

    /** What policy allows a manager. */
    record Capacity(
            String rule,
            String name,
            int accountsMin,
            @Nullable Integer accountsMax,
            @Nullable BigDecimal arrMin,
            @Nullable BigDecimal arrMax,
            String state) {}

    /** How much a manager has. */
    record Load(
            String csm,
            @Nullable String segment,
            Group holds,
            long atRiskAccounts,
            BigDecimal atRiskArr,
            @Nullable Capacity capacity) {}

    /** How much managers have. */
    record Loads(List<Load> items, Group withoutCsm) {}

    /** What a KPI should be. */
    record Target(String rule, BigDecimal value) {}

    /** A KPI. */
    record Kpi(
            String id,
            String name,
            String formula,
            String words,
            String unit,
            List<String> segments,
            @Nullable LocalDate since,
            @Nullable BigDecimal value,
            @Nullable BigDecimal valueByArr,
            @Nullable Target target,
            @Nullable Boolean met,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            long counted,
            @Nullable String unknownBecause) {}

    /** The KPIs in force. */
    record Kpis(LocalDate asOf, @Nullable String policyVersion, List<Kpi> items) {}
}
