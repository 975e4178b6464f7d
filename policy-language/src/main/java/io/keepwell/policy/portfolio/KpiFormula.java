package io.keepwell.policy.portfolio;

import io.keepwell.model.WireName;
import java.util.Set;

/**
 * What a KPI counts. A KPI names one of these, so that two teams that speak of "GRR" speak of the
 * same number; they differ in targets, windows and segments. Customers are accounts that are not
 * deleted and whose contract, if it was cancelled, has not ended. A window of months begins on the
 * same day of an earlier month; one of days holds the last day.
 */
public enum KpiFormula implements WireName {

    /** Customers with one of the statuses, of all customers; unknown is a status (K1, K2). */
    STATUS_SHARE(
            Unit.PERCENT,
            "customers with one of the statuses, of all customers",
            KpiParameter.STATUSES,
            KpiParameter.BY),

    /** The mean score of customers that have one (H12). */
    AVERAGE_HEALTH(Unit.SCORE, "the mean score of customers that have one", KpiParameter.BY),

    /**
     * How much higher the scores of accounts are than at the beginning of the window: the mean over
     * accounts that were customers, had a score and had the same manager at both ends (H14).
     */
    HEALTH_DELTA(
            Unit.SCORE,
            "the mean change of score of accounts that were held from the beginning to the end by"
                    + " the same manager",
            KpiParameter.MONTHS),

    /**
     * Gross revenue retention: of the revenue at the beginning of the window, what its customers
     * bring at the end; what one brings more is left out (K3).
     */
    GRR(
            Unit.PERCENT,
            "revenue at the end, but of no customer more than at the beginning, of the revenue of"
                    + " the customers of the beginning",
            KpiParameter.MONTHS),

    /** Net revenue retention: the same with what customers bring more; new ones left out (K5). */
    NRR(
            Unit.PERCENT,
            "revenue at the end of the customers of the beginning, of their revenue at the"
                    + " beginning",
            KpiParameter.MONTHS),

    /** Of the paying customers at the beginning of the window, those that pay at its end (K4). */
    LOGO_RETENTION(
            Unit.PERCENT,
            "customers of the beginning that pay at the end, of all that paid at the beginning",
            KpiParameter.MONTHS),

    /**
     * Revenue that customers of the beginning of the window, with a manager, bring more at its end;
     * those that bring less do not lessen it (K6).
     */
    EXPANSION_ARR(
            Unit.CURRENCY,
            "what customers of the beginning, with a manager, bring more at the end",
            KpiParameter.MONTHS),

    /** That growth, with a manager or without, as a share of all revenue at the end (K6). */
    EXPANSION_SHARE(
            Unit.PERCENT,
            "what customers of the beginning bring more at the end, of all revenue at the end",
            KpiParameter.MONTHS),

    /** That growth as a share of the revenue at the beginning (K6). */
    EXPANSION_RATE(
            Unit.PERCENT,
            "what customers of the beginning bring more at the end, of their revenue at the"
                    + " beginning",
            KpiParameter.MONTHS),

    /**
     * What open opportunities to sell more would add to the revenue of customers: of each that was
     * told of in the window, and is not closed, what was told last (K7).
     */
    EXPANSION_PIPELINE(
            Unit.CURRENCY,
            "what opportunities to sell more, told of in the window and not closed, would add to"
                    + " the revenue",
            KpiParameter.MONTHS),

    /** The mean of the ratings of the window, each in percent of its own scale (K8). */
    CSAT_MEAN(
            Unit.PERCENT,
            "the mean of satisfaction ratings, each in percent of its scale",
            KpiParameter.DAYS),

    /**
     * Promoters (9, 10) less detractors (0 to 6), of all who answered in the window: of a person
     * the last answer counts, and each answer of nobody in particular (K9).
     */
    NPS(
            Unit.POINTS,
            "promoters (9, 10) less detractors (0 to 6), of all who answered; each person's last"
                    + " answer",
            KpiParameter.DAYS),

    /** The mean of the effort scores of the window, 1 (little) to 7 (much) (K10). */
    CES_MEAN(Unit.POINTS, "the mean of effort scores, 1 to 7", KpiParameter.DAYS),

    /**
     * Days from the start of the first contract to the first value. Mean and median are over
     * accounts that reached it in the window; the share is over accounts whose time for it ran out
     * in the window, of which it counts those that made it (K11).
     */
    TIME_TO_VALUE(
            Unit.DAYS,
            "days from the start of the first contract to the first value",
            KpiParameter.MONTHS,
            KpiParameter.AGGREGATE,
            KpiParameter.WITHIN_DAYS),

    /**
     * Of customers whose first contract started so many months ago or earlier, those that met a
     * goal, or reported all of the value that was agreed, within as many months of its start (K12).
     */
    VALUE_REALISED_SHARE(
            Unit.PERCENT,
            "customers that met a goal or had all the value agreed within the months after their"
                    + " first contract's start, of those whose months have passed",
            KpiParameter.MONTHS),

    /**
     * Customers with a business review in the window, of those that were customers all through it
     * (K13).
     */
    QBR_SHARE(
            Unit.PERCENT,
            "customers with a business review in the window, of those that were customers at its"
                    + " beginning and at its end",
            KpiParameter.DAYS),

    /**
     * Customers of which so many different executives or sponsors were met in the window, of all
     * customers (K16).
     */
    EXECUTIVE_CONTACTS_SHARE(
            Unit.PERCENT,
            "customers of which so many different executives were met, of all customers",
            KpiParameter.DAYS,
            KpiParameter.CONTACTS),

    /**
     * Of the features that any customer used in the window, those that a customer used: the mean
     * over customers. Calendar months count as a whole (K14).
     */
    FEATURE_UTILISATION(
            Unit.PERCENT,
            "features that a customer used, of all that any customer used in the calendar months of"
                    + " the window; the mean over customers",
            KpiParameter.MONTHS),

    /**
     * Of the days on which somebody read help articles, those after which the same person opened no
     * ticket until the end of the next day (K15).
     */
    TICKET_DEFLECTION(
            Unit.PERCENT,
            "days of a person with help articles read and no ticket opened until the end of the"
                    + " next day, of all such days with articles",
            KpiParameter.DAYS),

    /**
     * Of contracts whose last day fell into the window and that were not cancelled, those that were
     * renewed on that day or before (K17).
     */
    RENEWALS_ON_TIME(
            Unit.PERCENT,
            "contracts that were renewed by their last day, of those whose last day has passed and"
                    + " that were not cancelled",
            KpiParameter.MONTHS);

    private final Unit unit;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing changes
    private final Set<KpiParameter> parameters;

    KpiFormula(Unit unit, String words, KpiParameter... parameters) {
        this.unit = unit;
        this.words = words;
        this.parameters = Set.of(parameters);
    }

    /** What a number is of. */
    public enum Unit implements WireName {
        /** Of a hundred. */
        PERCENT,
        /** Of a health score, 0 to 100. */
        SCORE,
        /** Of an answer's scale. */
        POINTS,
        /** Whole days and parts of them. */
        DAYS,
        /** The company's currency a year. */
        CURRENCY
    }

    /**
     * What its value is of; of a share of accounts that it is set to tell, percent.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * What it counts.
     *
     * @return words for people
     */
    public String words() {
        return words;
    }

    /**
     * What may be set.
     *
     * @return its parameters
     */
    public Set<KpiParameter> parameters() {
        return parameters;
    }
}
