package io.keepwell.engine.portfolio;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account as portfolios count it, at the end of a day and until its next period.
 *
 * @param fromDay the first day of it
 * @param account its name, revenue, manager …
 * @param customer whether it counts: false once it is deleted, or its cancelled contract has ended
 * @param status its status
 * @param score its exact score, absent when there is no data at all
 * @param shown its score as people see it
 */
public record AccountPeriod(
        int fromDay,
        AccountSnapshot account,
        boolean customer,
        Status status,
        @Nullable BigDecimal score,
        @Nullable Integer shown) {

    /**
     * An account at the moment of its verdict.
     *
     * @param facts its facts, with profile and contract loaded
     * @param verdict the verdict
     * @return from that day on
     */
    public static AccountPeriod of(AccountFacts facts, Verdict verdict) {
        int day = Days.of(verdict.asOf());
        return new AccountPeriod(
                day,
                Snapshots.account(facts, verdict),
                !facts.contract().isGoneOn(day),
                verdict.status(),
                verdict.score().exact(),
                verdict.score().shown());
    }

    /**
     * Whether a portfolio sees no difference to another one: a score counts as people see it.
     *
     * @param other of another day
     * @return whether
     */
    public boolean isSameAs(AccountPeriod other) {
        return account.equals(other.account)
                && customer == other.customer
                && status == other.status
                && Objects.equals(shown, other.shown);
    }

    /**
     * Brings periods of one account to one a day, that of the day's end, and leaves out those in
     * which nothing changes.
     *
     * @param periods in the order in which they were found out
     * @return by day, the oldest first
     */
    public static List<AccountPeriod> daily(List<AccountPeriod> periods) {
        var daily = new ArrayList<AccountPeriod>();
        for (AccountPeriod period : periods) {
            if (!daily.isEmpty() && daily.getLast().fromDay() >= period.fromDay()) {
                daily.removeLast();
            }
            daily.add(period);
        }
        for (int i = daily.size() - 1; i > 0; i--) {
            if (daily.get(i).isSameAs(daily.get(i - 1))) {
                daily.remove(i);
            }
        }
        return List.copyOf(daily);
    }
}
