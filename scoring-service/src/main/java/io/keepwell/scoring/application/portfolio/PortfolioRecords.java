package io.keepwell.scoring.application.portfolio;

import io.keepwell.engine.portfolio.KpiValue;
import io.keepwell.engine.portfolio.Tally;
import io.keepwell.policy.portfolio.KpiSpec;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of accounts through time. Days are UTC, counted from 1970-01-01. */
public interface PortfolioRecords {

    /** What accounts may have in common. */
    enum By {
        /** Their segment. */
        SEGMENT,
        /** Their manager. */
        CSM,
        /** Their stage. */
        STAGE,
        /** Their manager's team. */
        TEAM,
        /** Manager and segment: a cell of each pair. */
        CSM_AND_SEGMENT,
        /** The month in which their contract ends, as 2026-11. */
        RENEWAL_MONTH,
        /** Nothing. */
        NOTHING
    }

    /**
     * Accounts of one group and one status.
     *
     * @param key what they have in common; null where it is not known
     * @param second the other thing, of {@link By#CSM_AND_SEGMENT}
     * @param status their status
     * @param tally counted
     */
    record Cell(@Nullable String key, @Nullable String second, String status, Tally tally) {}

    /**
     * Accounts of one status on one day.
     *
     * @param day which of the days that were asked for, from 0
     * @param status their status
     * @param tally counted
     */
    record DayCell(int day, String status, Tally tally) {}

    /**
     * From one day to another.
     *
     * @param since the day at whose end it begins
     * @param last the day at whose end it ends
     * @param now whether that day is today: then accounts are as they are, which is found faster
     */
    record Window(int since, int last, boolean now) {}

    /**
     * Counts customers as they are now.
     *
     * @param filter which
     * @param by in which groups
     * @param today contracts that ended before it have ended, where groups are of months
     * @return those groups that have accounts
     */
    Uni<List<Cell>> now(PortfolioFilter filter, By by, int today);

    /**
     * Counts customers as they were.
     *
     * @param filter which
     * @param days at the end of each of these, in order
     * @return those days and statuses that have accounts
     */
    Uni<List<DayCell>> then(PortfolioFilter filter, List<Integer> days);

    /**
     * The accounts that moved most.
     *
     * @param filter which, as they are now
     * @param since from the end of this day
     * @param falls whether down, or up
     * @param limit how many at most
     * @return the greatest move first
     */
    Uni<List<Movers.Mover>> movers(PortfolioFilter filter, int since, boolean falls, int limit);

    /**
     * Counts for a KPI.
     *
     * @param kpi which
     * @param filter of which accounts, as they are now
     * @param window of which days
     * @return what was counted
     */
    Uni<KpiValue.Counted> count(KpiSpec kpi, PortfolioFilter filter, Window window);

    /**
     * The same of {@link io.keepwell.policy.portfolio.KpiFormula#AVERAGE_HEALTH} by the other
     * weights.
     *
     * @param filter of which accounts
     * @param day the day
     * @return the mean by revenue; null when it cannot be told
     */
    Uni<Optional<BigDecimal>> averageByArr(PortfolioFilter filter, int day);
}
