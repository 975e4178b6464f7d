package io.keepwell.engine.backtest;

import io.keepwell.model.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an account, day by day as it was known then: what each of the policies compared
 * said of it at each day's end, and in the end whether it was lost.
 */
public final class Course {

    /** Why an account is not counted, or that it is. */
    enum Standing {
        /** It is. */
        OBSERVED,
        /** It tried the product and never became a customer. */
        TRIAL,
        /** It was lost before there was enough history. */
        LOST_TOO_EARLY,
        /** There is not enough history of it. */
        TOO_SHORT
    }

    private final AccountId account;
    private final Standing standing;
    private final @Nullable Churn churn;
    private final int firstDay;
    private final int[] idleDays;
    private final @Nullable String[] managers;
    private final List<Verdicts> verdicts;

    /**
     * The days of an account that count.
     *
     * @param firstDay the first of them
     * @param idleDays for each, how many days nobody had used the product
     * @param managers for each, who owned the account, if that was known
     * @param verdicts by each of the policies compared
     */
    Course(
            AccountId account,
            Standing standing,
            @Nullable Churn churn,
            int firstDay,
            int[] idleDays,
            @Nullable String[] managers,
            List<Verdicts> verdicts) {
        this.account = account;
        this.standing = standing;
        this.churn = churn;
        this.firstDay = firstDay;
        this.idleDays = idleDays;
        this.managers = managers;
        this.verdicts = List.copyOf(verdicts);
    }

    /** Of an account of which no day counts. */
    static Course none(AccountId account, Standing standing, @Nullable Churn churn) {
        return new Course(
                account, standing, churn, 0, new int[0], new @Nullable String[0], List.of());
    }

    /**
     * Whose course it is.
     *
     * @return the account
     */
    public AccountId account() {
        return account;
    }

    Standing standing() {
        return standing;
    }

    @Nullable Churn churn() {
        return churn;
    }

    /** How many days count. */
    int days() {
        return idleDays.length;
    }

    /** The UTC day of the so-manieth day that counts. */
    int day(int index) {
        return firstDay + index;
    }

    int firstDay() {
        return firstDay;
    }

    int lastDay() {
        return firstDay + days() - 1;
    }

    boolean covers(int day) {
        return day >= firstDay && day <= lastDay();
    }

    int idleDays(int index) {
        return idleDays[index];
    }

    @Nullable String manager(int index) {
        return managers[index];
    }

    Verdicts verdicts(int policies) {
        return verdicts.get(policies);
    }

    /** Whether the account was lost within so many days after the so-manieth day. */
    boolean isLostWithin(int index, int horizon) {
        return churn != null && churn.day() <= day(index) + horizon;
    }
}
