package io.keepwell.alerting.adapter.rest;

/** Texts and examples of the interface's description. */
final class ApiTexts {

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

    static final String ALERT =
            """
            {"alertId": "019a6f2e-7c1a-7c3e-9d3a-000000000008", "accountId": "acme-1", \
            "rule": {"id": "status-red", "version": "77e0"}, "category": "risk", \
            "severity": "critical", "state": "open", \
            "account": {"name": "Acme", "segment": "enterprise", "arr": 240000, "csm": "dana", \
            "team": "emea", "renewalDate": "2027-03-01"}, "owner": "dana", \
            "summary": "Account is red: fell to red (48): 2 escalations in 30 days", \
            "firings": 1, "openedAt": "2026-11-03T09:15:30.125Z", \
            "lastFiredAt": "2026-11-03T09:15:30.125Z", "respondBy": "2026-11-04T09:15:30.125Z", \
            "overdue": false, "escalationStep": 1, \
            "healthChangeId": "019a6f2e-7c1a-7c3e-9d3a-000000000003"}\
            """;

    static final String ALERTS =
            "{\"items\": [" + ALERT + "], \"next\": \"YWxlcnRzIGFjY291bnRJZD0\"}";

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
