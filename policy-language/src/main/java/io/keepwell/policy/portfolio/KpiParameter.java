package io.keepwell.policy.portfolio;

/** What may be set of a formula. */
public enum KpiParameter {
    /** Which statuses count. */
    STATUSES("statuses"),
    /** Whether accounts count or their revenue. */
    BY("by"),
    /** How many months the window has. */
    MONTHS("months"),
    /** How many days the window has. */
    DAYS("days"),
    /** How many different people. */
    CONTACTS("contacts"),
    /** Whether the mean is told, the median, or a share. */
    AGGREGATE("aggregate"),
    /** Within how many days, of a share. */
    WITHIN_DAYS("withinDays");

    private final String key;

    KpiParameter(String key) {
        this.key = key;
    }

    /**
     * How it is written in a policy.
     *
     * @return the key
     */
    public String key() {
        return key;
    }
}
