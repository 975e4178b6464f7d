package io.keepwell.ingest.adapter.rest;

/** Longer texts of the interface's description. */
final class ApiTexts {

    static final String SUBMIT =
            """
            One event, an array of events, or one event a line (NDJSON). Each event is judged by \
            itself: the good ones are accepted, the others are kept with the reason on the topic \
            keepwell.rejected-events. A line that is broken rejects that line only; an array that \
            is broken rejects all of the body. After a 503, or when no answer came, send the same \
            events with the same ids again.\
            """;

    static final String ONE_EVENT =
            """
            {"id": "evt-8f1c2", "accountId": "acme-1", "type": "usage.feature-used", \
            "occurredAt": "2026-11-03T09:15:28Z", "actorId": "u-77", "value": 3, \
            "attributes": {"feature": "export"}}\
            """;

    static final String MANY_EVENTS =
            """
            [{"id": "evt-1", "accountId": "acme-1", "type": "usage.session-started", \
            "occurredAt": "2026-11-03T09:15:28Z", "actorId": "u-77"}, \
            {"id": "evt-2", "accountId": "acme-1", "type": "support.ticket-opened", \
            "occurredAt": "2026-11-03T09:16:02Z"}]\
            """;

    /** A JSON text, because the description would take bare lines for one JSON value. */
    static final String EVENT_LINES =
            """
            "{\\"id\\":\\"evt-1\\",\\"accountId\\":\\"acme-1\\",\\"type\\":\\"usage.session-started\\",\
            \\"occurredAt\\":\\"2026-11-03T09:15:28Z\\"}\\n\
            {\\"id\\":\\"evt-2\\",\\"accountId\\":\\"acme-1\\",\\"type\\":\\"support.ticket-opened\\",\
            \\"occurredAt\\":\\"2026-11-03T09:16:02Z\\"}\\n"\
            """;

    static final String RECEIPT =
            """
            {"accepted": 1, "rejected": [{"index": 1, "pointer": "/accountId", \
            "code": "missing-field", "detail": "accountId is required"}]}\
            """;

    static final String NONE =
            """
            {"type": "/problems/KW-4221", "title": "The content breaks the rules", \
            "status": 422, "code": "KW-4221", "detail": "the event was not accepted", \
            "errors": [{"pointer": "/accountId", "detail": "accountId is required"}]}\
            """;

    private ApiTexts() {}
}
