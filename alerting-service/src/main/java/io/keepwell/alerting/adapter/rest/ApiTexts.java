package io.keepwell.alerting.adapter.rest;

/** Texts and examples of the interface's description. */
final class ApiTexts {

    static final String ERASED =
            """
            {"id": "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a02", "erasedAt": "2026-11-03T09:20:01.500Z"}\
            """;

    static final String UNKNOWN =
            """
            {"type": "/problems/KW-4041", "title": "Not found", "status": 404, \
            "code": "KW-4041", "detail": "no alert 019a6f2e-7c1a-7c3e-9d3a-000000000008; GET \
            /v1/alerts lists them"}\
            """;

    static final String REFUSED =
            """
            {"type": "/problems/KW-4091", "title": "The present state does not allow this", \
            "status": 409, "code": "KW-4091", "detail": "the alert was resolved at \
            2026-11-03T10:00:00Z; there is nothing left to answer"}\
            """;

    private static final String FACTS =
            """
            "alertId": "019a6f2e-7c1a-7c3e-9d3a-000000000008", "accountId": "acme-1", \
            "rule": {"id": "status-red", "version": "77c0"}, "category": "risk", \
            "severity": "critical", \
            "account": {"name": "Acme", "segment": "enterprise", "arr": 240000, "csm": "dana", \
            "team": "emea", "renewalDate": "2027-03-01"}, "owner": "dana", \
            "summary": "Account is red: fell to red (48): 2 escalations in 30 days", \
            "firings": 1, "openedAt": "2026-11-03T09:15:30.125Z", \
            "lastFiredAt": "2026-11-03T09:15:30.125Z", "respondBy": "2026-11-04T09:15:30.125Z", \
            "overdue": false, "escalationStep": 1, \
            "healthChangeId": "019a6f2e-7c1a-7c3e-9d3a-000000000003"\
            """;

    private static final String ANSWERED =
            """
            , "acknowledgedAt": "2026-11-03T09:40:00.000Z", "acknowledgedBy": "dana", \
            "note": "I call them this afternoon"\
            """;

    static final String ALERT =
            "{\"state\": \"open\", \"escalatesAt\": \"2026-11-10T00:00:00Z\", " + FACTS + "}";

    static final String ACKNOWLEDGED = "{\"state\": \"acknowledged\", " + FACTS + ANSWERED + "}";

    static final String RESOLVED =
            "{\"state\": \"resolved\", "
                    + FACTS
                    + ANSWERED
                    + """
                    , "resolvedAt": "2026-11-05T14:00:00.000Z", "resolvedBy": "dana", \
                    "reason": "they have renewed"}\
                    """;

    static final String ALERT_ID = "The alert's id, as a list or a message tells it.";

    static final String ACKNOWLEDGE = "{\"note\": \"I call them this afternoon\"}";

    static final String RESOLVE = "{\"reason\": \"they have renewed\"}";

    static final String ALERTS =
            "{\"items\": [" + ALERT + "], \"next\": \"YWxlcnRzIGFjY291bnRJZD0\"}";

    static final String DELIVERY =
            """
            {"deliveryId": "019a6f2e-7c1a-7c3e-9d3a-000000000021", \
            "target": "webhook", "state": "pending", \
            "alertId": "019a6f2e-7c1a-7c3e-9d3a-000000000008", "accountId": "acme-1", \
            "messageId": "019a6f2e-7c1a-7c3e-9d3a-000000000009", "change": "opened", \
            "attempts": 0, "since": "2026-11-03T09:15:30.125Z", \
            "dueAt": "2026-11-03T10:00:00.000Z"}\
            """;

    static final String DELIVERIES =
            """
            {"items": [{"deliveryId": "019a6f2e-7c1a-7c3e-9d3a-000000000021", \
            "target": "webhook", "state": "dead", \
            "alertId": "019a6f2e-7c1a-7c3e-9d3a-000000000008", "accountId": "acme-1", \
            "messageId": "019a6f2e-7c1a-7c3e-9d3a-000000000009", "change": "opened", \
            "attempts": 1, "since": "2026-11-03T09:15:30.125Z", \
            "endedAt": "2026-11-03T09:15:31.000Z", "error": "the receiver answered 410"}]}\
            """;

    private ApiTexts() {}
}
