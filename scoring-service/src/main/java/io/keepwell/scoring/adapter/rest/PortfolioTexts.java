package io.keepwell.scoring.adapter.rest;

/** Texts and examples of the description of portfolios and KPIs. */
final class PortfolioTexts {

    static final String TAG =
            "All accounts together, as far as the caller sees them. Customers count: accounts that"
                    + " are not deleted and whose contract, if it was cancelled, has not ended."
                    + " Revenue is in the company's currency a year, days are UTC.";

    static final String SEGMENT = "Ids of segments; repeated or joined by commas.";

    static final String CSM = "Customer success managers; repeated.";

    private static final String STATUSES =
            """
            "statuses": [{"status": "green", "accounts": 2, "arr": 300000}, \
            {"status": "yellow", "accounts": 1, "arr": 50000}, \
            {"status": "red", "accounts": 1, "arr": 40000}, \
            {"status": "unknown", "accounts": 0, "arr": 0}]\
            """;

    private static final String COUNTS =
            """
            "accounts": 4, "arr": 390000, "withoutArr": 0, "averageScore": 74.25, \
            "averageScoreByArr": 80.1282, \
            """;

    private static final String WHOLE = "{" + COUNTS + STATUSES + "}";

    static final String DISTRIBUTION =
            "{\"asOf\": \"2026-11-03\", \"by\": \"segment\", \"whole\": "
                    + WHOLE
                    + ", \"groups\": [{\"key\": \"enterprise\", "
                    + COUNTS
                    + STATUSES
                    + "}]}";

    static final String HISTORY =
            "{\"step\": \"month\", \"points\": [{\"day\": \"2026-11-03\", \"whole\": "
                    + WHOLE
                    + "}]}";

    static final String MOVERS =
            """
            {"since": "2026-10-04", "falls": [{"id": "acme-1", "name": "Acme", \
            "segment": "enterprise", "csm": "dana", "arr": 240000, "before": 76, "shown": 71, \
            "change": -5, "statusBefore": "yellow", "status": "yellow", \
            "sentence": "Fell 5 from 76 to 71 since 4 Oct 2026: Escalations, 30 days from 2 to 3 (-4.2)", \
            "mainDriver": "Escalations, 30 days: 8.5 of 12.5 points missing"}], "rises": []}\
            """;

    private static final String DUE =
            "\"due\": " + WHOLE + ", \"atRiskAccounts\": 1, \"atRiskArr\": 40000}";

    static final String RENEWALS =
            "{\"asOf\": \"2026-11-03\", \"atRisk\": [\"red\"], \"overdue\": {"
                    + DUE
                    + ", \"months\": [{\"month\": \"2026-11\", "
                    + DUE
                    + "], \"later\": {"
                    + DUE
                    + ", \"withoutDate\": {"
                    + DUE
                    + "}";

    static final String LOADS =
            "{\"items\": [{\"csm\": \"dana\", \"segment\": \"enterprise\", \"holds\": "
                    + WHOLE
                    + """
                    , "atRiskAccounts": 1, "atRiskArr": 40000, "capacity": {"rule": "enterprise", \
                    "name": "Enterprise", "accountsMin": 15, "accountsMax": 20, "arrMin": 3000000, \
                    "state": "below"}}], "withoutCsm": \
                    """
                    + WHOLE
                    + "}";

    static final String KPIS =
            """
            {"asOf": "2026-11-03", "policyVersion": "51aa", "items": [{"id": "gross-retention", \
            "name": "Gross revenue retention", "formula": "grr", \
            "words": "revenue at the end, but of no customer more than at the beginning, of the revenue of the customers of the beginning", \
            "unit": "percent", "segments": [], "since": "2025-11-03", "value": 95.1, \
            "target": {"rule": "at-least", "value": 95}, "met": true, "numerator": 370890, \
            "denominator": 390000, "counted": 4}]}\
            """;

    private PortfolioTexts() {}
}
