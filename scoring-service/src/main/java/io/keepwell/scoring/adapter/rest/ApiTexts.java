package io.keepwell.scoring.adapter.rest;

/** Texts and examples of the interface's description. */
final class ApiTexts {

    static final String CURSOR =
            "'next' of the page before. Sort and filters must be the same on every page.";

    static final String ACCOUNT_ID = "The account's id, as its events tell it.";

    static final String OPERATIONS = "For who runs the service.";

    static final String UNKNOWN =
            """
            {"type": "/problems/KW-4041", "title": "Not found", "status": 404, \
            "code": "KW-4041", "detail": "no account 'acme-1' has been judged yet"}\
            """;

    private static final String IDENTITY =
            """
            "id": "acme-1", "name": "Acme", "segment": "enterprise", "stage": "adopted", \
            "arr": 240000, "csm": "dana", "team": "emea", "renewalDate": "2027-03-01", \
            "score": 71.4375, "shown": 71, "risk": 60, "overridden": false, \
            "status": "yellow", "coverage": 0.9, \
            "change30d": -6, \
            "mainDriver": "Escalations, 30 days: 8.5 of 12.5 points missing", \
            """;

    private static final String ITEM =
            "{"
                    + IDENTITY
                    + """
                    "signals": ["escalations-rising"], "asOf": "2026-11-03T09:16:02.125Z"}\
                    """;

    static final String ACCOUNTS =
            "{\"items\": [" + ITEM + "], \"next\": \"YWNjb3VudHMgc29ydD0tYXJy\"}";

    static final String ACCOUNT =
            "{"
                    + IDENTITY
                    + """
                    "asOf": "2026-11-03T09:16:02.125Z", \
                    "traits": {"arr": 240000, "csm": "dana", "name": "Acme", "seats": 120}, \
                    "signals": [{"id": "escalations-rising", "category": "risk", \
                    "since": "2026-11-01T14:02:11.000Z", \
                    "summary": "escalations rising: 3 in 30 days", \
                    "evidence": {"escalations": 3}, "policyVersion": "9f2c"}], \
                    "statusSince": "2026-10-20T08:00:00.000Z", \
                    "counts": {"accepted": 812, "folded": 809, "duplicate": 2, "tooLate": 1, \
                    "quarantined": 0, "erased": 0}, \
                    "policyVersion": "51aa", "scorecard": {"id": "five-pillar", "version": "77c0"}}\
                    """;

    static final String EXPLANATION =
            """
            {"accountId": "acme-1", "score": 60, "computed": 71.4375, "shown": 60, \
            "status": "yellow", "coverage": 0.9, "scorecard": {"id": "five-pillar", "version": "77c0"}, \
            "policyVersion": "51aa", "asOf": "2026-11-03T09:16:02.125Z", \
            "dimensions": [{"id": "support", "name": "Support", "weight": 100, \
            "effectiveWeight": 100, "score": 71.4375, "band": "Normal support pattern", \
            "contribution": 71.4375, \
            "measures": [{"id": "escalations", "name": "Escalations, 30 days", "value": 3, \
            "score": 71.4375, "weight": 100, "effectiveWeight": 100, "contribution": 71.4375, \
            "pointsMissing": 28.5625, "asOf": "2026-11-03", "frozen": false, "carried": false, \
            "staleDays": 0, \
            "lastEvents": [{"id": "evt-9", "source": "desk", \
            "occurredAt": "2026-11-03T09:16:02.000Z", "type": "support.ticket-escalated"}]}]}], \
            "adjustments": [{"kind": "override", "score": 60, "points": -11.4375, \
            "override": {"as": "cap", "reason": "They are moving to our competitor.", \
            "author": "ana", "setOn": "2026-11-03", "lastDay": "2026-12-02", "eventId": "evt-10", \
            "source": "crm"}}], \
            "risk": {"risk": 60, "shown": 60, "coverage": 0.7, "cut": 0, \
            "by": {"id": "churn-risk", "version": "4be1"}, \
            "parts": [{"id": "sponsor-not-replaced", "name": "Nobody has followed the sponsor who left", \
            "contribution": 45, "points": 45, "asOf": "2026-11-03", "frozen": false}, \
            {"id": "escalations", "name": "Escalations, 60 days", "value": 1, "contribution": 15, \
            "points": 45, "asOf": "2026-11-03", "frozen": false}]}}\
            """;

    static final String DIFFERENCE =
            """
            {"accountId": "acme-1", \
            "from": {"at": "2026-11-01T00:00:00Z", "asOf": "2026-10-28T00:00:00Z", "score": 75.6042, \
            "shown": 76, "status": "yellow", "scorecard": {"id": "five-pillar", "version": "77c0"}, \
            "policyVersion": "51aa"}, \
            "to": {"at": "2026-11-03T09:30:00Z", "asOf": "2026-11-03T09:16:02.125Z", \
            "score": 71.4375, "shown": 71, "status": "yellow", \
            "scorecard": {"id": "five-pillar", "version": "77c0"}, "policyVersion": "51aa"}, \
            "points": -4.1667, \
            "sentence": "Fell 5 from 76 to 71 since 1 Nov 2026: Escalations, 30 days from 2 to 3 (-4.2)", \
            "parts": [{"kind": "behaviour", "dimension": "support", "measure": "escalations", \
            "name": "Escalations, 30 days", "points": -4.1667, "before": 2, "after": 3, \
            "events": [{"id": "evt-9", "source": "desk", "type": "support.ticket-escalated"}]}]}\
            """;

    static final String HISTORY =
            """
            {"items": [{"at": "2026-11-03T09:16:02.125Z", "score": 71.4375, "shown": 71, \
            "status": "yellow", "risk": 60, "previousScore": 75.6042, \
            "cause": {"kind": "behaviour", "event": {"id": "evt-9", "source": "desk", \
            "type": "support.ticket-escalated"}}, \
            "parts": [{"kind": "behaviour", "dimension": "support", "measure": "escalations", \
            "points": -4.1667}], \
            "messages": [{"id": "0d9f4f4c-8f31-3a3e-9f0a-6d1f0c2b7a55", \
            "type": "io.keepwell.score.changed.v1"}], \
            "policyVersion": "51aa", "scorecard": {"id": "five-pillar", "version": "77c0"}, \
            "reconstructed": false, "superseded": false, \
            "known": {"partition": 7, "nextOffset": 120394, \
            "committedAt": "2026-11-03T09:16:02.310Z"}}]}\
            """;

    static final String EVENTS =
            """
            {"items": [{"partition": 7, "offset": 120393, "id": "evt-9", "source": "desk", \
            "accountId": "acme-1", "type": "support.ticket-escalated", \
            "occurredAt": "2026-11-03T09:16:02.000Z", "receivedAt": "2026-11-03T09:16:02.125Z", \
            "actorId": "c-4", "attributes": {"ticketId": "T-812"}}]}\
            """;

    static final String EXPORTED =
            """
            {"id": "evt-9", "source": "desk", "accountId": "acme-1", \
            "type": "support.ticket-escalated", "occurredAt": "2026-11-03T09:16:02.000Z", \
            "receivedAt": "2026-11-03T09:16:02.125Z", "actorId": "c-4", \
            "attributes": {"ticketId": "T-812"}}\
            """;

    static final String BACKTEST =
            """
            {"policies": [{"name": "asked", \
            "version": "3d0f0e7c7b7a1f5c2f5d0e9b5a6c4e1f2d3b4a5968778695a4b3c2d1e0f1a2b3"}], \
            "accounts": 500, "drawn": 100, "unread": 0, "events": 163410, \
            "report": {"from": "2026-01-01", "to": "2026-11-02", "historyDays": 30, "seed": 1, \
            "churn": {"types": ["account.deleted", "commercial.contract-cancelled"], \
            "unless": [], "counted": "end"}, \
            "accounts": {"known": 100, "counted": 92, "lost": 21, "kept": 71, "trials": 3, \
            "lostTooEarly": 1, "tooShort": 4, "days": 24102, "unknownDays": 310}, \
            "horizons": [{"days": 30, "followedDays": 22011, "cutDays": 2091, "cutAccounts": 0, \
            "lostAccounts": 20, "lostUnseen": 1, "baseRate": 0.027259}], "rankers": []}}\
            """;

    private static final String ERASURE_COMMON =
            """
            "id": "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a02", "subject": "account", \
            "reason": "Request 4711 under article 17", "requestedBy": "erin", \
            "requestedAt": "2026-11-03T09:20:00.000Z", "erasedAt": "2026-11-03T09:20:01.500Z", \
            "topics": [{"topic": "keepwell.customer-events", \
            "until": "2027-12-08T09:20:01.500Z"}], \
            """;

    static final String ERASURE_REQUEST =
            """
            {"accountId": "acme-1", "reason": "Request 4711 under article 17"}\
            """;

    static final String ERASURE =
            "{"
                    + ERASURE_COMMON
                    + """
                    "subjectId": "acme-1", "partitions": {"done": 0, "all": 12}}\
                    """;

    static final String ERASED =
            "{"
                    + ERASURE_COMMON
                    + """
                    "finishedAt": "2026-11-03T09:20:02.000Z", "found": true, \
                    "partitions": {"done": 12, "all": 12}}\
                    """;

    static final String ERASURES = "{\"items\": [" + ERASED + "]}";

    static final String STATS =
            """
            {"accepted": 812, "folded": 809, "duplicate": 2, "tooLate": 1, "quarantined": 0, "erased": 0, \
            "accounts": {"total": 500, \
            "byStatus": {"green": 310, "red": 38, "unknown": 12, "yellow": 140}}, \
            "bySource": [{"source": "desk", "accepted": 812, "folded": 809, "duplicate": 2, \
            "tooLate": 1, "quarantined": 0, "erased": 0}], \
            "partitions": [{"partition": 7, "topicId": "5e1f3b1a-6a53-4b1e-9a51-3a4f3a0d7c10", \
            "nextOffset": 120394, "steppedDay": "2026-11-03", "steppedPolicy": "51aa", \
            "accepted": 812, "folded": 809, "duplicate": 2, "tooLate": 1, "quarantined": 0, "erased": 0}]}\
            """;

    static final String QUARANTINE =
            """
            {"items": [{"id": "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a01", \
            "topic": "keepwell.customer-events", "partition": 7, \
            "offset": 120388, "accountId": "acme-1", "source": "desk", "eventId": "evt-7", \
            "reason": "unreadable", "detail": "/occurredAt: not a time", \
            "quarantinedAt": "2026-11-03T09:10:00.000Z", "value": "{\\"id\\":\\"evt-7\\"}", \
            "encoding": "utf-8"}]}\
            """;

    static final String REPLAYED =
            """
            {"id": "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a01", \
            "replayedAt": "2026-11-03T09:20:00.000Z"}\
            """;

    static final String POLICIES =
            """
            {"version": "51aa", "appliedAt": "2026-11-02T08:00:00.000Z", "appliedBy": "erin", \
            "documents": [{"kind": "Scorecard", "id": "five-pillar", "version": "77c0"}]}\
            """;

    /** A JSON text: the description would take bare YAML for one JSON value. */
    static final String POLICY_DOCUMENT =
            """
            "kind: Resolver\\nid: default\\nscorecards:\\n- {scorecard: five-pillar}\\n"\
            """;

    static final String POLICY_FILES =
            """
            {"files": [{"name": "accounts.yaml", "text": \
            "kind: Resolver\\nid: default\\nscorecards:\\n- {scorecard: five-pillar}\\n"}]}\
            """;

    static final String OVERRIDE =
            """
            {"value": 40, "as": "cap", "reason": "They are moving to another tool.", \
            "until": "2026-11-30"}\
            """;

    static final String OVERRIDE_LIFT =
            """
            {"reason": "The new sponsor has signed."}\
            """;

    static final String SAID =
            """
            {"eventId": "5f0c9a1e-2b7d-4a57-9a53-3f6f1c7f4f0e", "at": "2026-11-03T09:00:00.000Z"}\
            """;

    static final String POLICY_TEST_FILES =
            """
            {"files": [{"name": "accounts.yaml", "text": \
            "kind: Resolver\\nid: default\\nscorecards:\\n- {scorecard: five-pillar}\\n"}, \
            {"name": "tests/stories.yaml", "text": "kind: PolicyTests\\nid: stories\\n..."}]}\
            """;

    static final String POLICY_TEST_REPORT =
            """
            {"passed": 11, "failed": 1, "tests": [{"suite": "stories", \
            "name": "a contract that ends soon", "file": "tests/stories.yaml", "line": 7, \
            "passed": false, "mismatches": [{"at": "2026-11-03T09:20:00.000Z", "line": 15, \
            "what": "status", "expected": "green", "actual": "yellow", \
            "because": ["the score is 63.4, below 70"]}]}]}\
            """;

    static final String POLICY_CHANGE =
            """
            {"version": "60bc", "previousVersion": "51aa", \
            "changed": [{"kind": "Resolver", "id": "default", "change": "changed"}], \
            "unchanged": 23, "dryRun": false}\
            """;

    static final String POLICY_HISTORY =
            """
            {"items": [{"version": "60bc1f", "previousVersion": "51aa07", \
            "appliedAt": "2026-11-03T08:00:00.000Z", "appliedBy": "erin"}]}\
            """;

    static final String POLICY_VERSION =
            """
            {"version": "51aa07", "appliedAt": "2026-11-02T08:00:00.000Z", "appliedBy": "erin", \
            "documents": [{"kind": "Resolver", "id": "default", "version": "77c0", \
            "text": "kind: Resolver\\nid: default\\nscorecards:\\n- {scorecard: five-pillar}\\n"}]}\
            """;

    static final String POLICY_DIFF =
            """
            {"from": "51aa07", "to": "60bc1f", "documents": [{"kind": "Scorecard", \
            "id": "five-pillar", "change": "changed", "fields": [\
            {"path": "dimensions.usage.weight", "from": "30", "to": "35"}]}]}\
            """;

    static final String PLAN =
            """
            {"version": "60bc", "presentVersion": "51aa", "at": "2026-11-03T09:20:00.000Z", \
            "accounts": 500, "statuses": [{"status": "green", \
            "before": {"accounts": 155, "arr": 15600000}, \
            "after": {"accounts": 149, "arr": 14900000}}], \
            "moves": [{"from": "green", "to": "yellow", "accounts": 6, "arr": 700000}], \
            "statusChanges": 6, \
            "changes": [{"account": {"accountId": "acme-1", "name": "Acme", "arr": 240000}, \
            "from": "green", "to": "yellow", "scoreFrom": 81.4, "scoreTo": 76.2, \
            "because": [{"name": "Escalations, 30 days", "points": -5.2}]}], \
            "scoreChanges": 41, \
            "signals": [{"id": "score-drop", "raised": {"accounts": 1, "arr": 240000}, \
            "cleared": {"accounts": 0, "arr": 0}, \
            "first": [{"accountId": "acme-1", "name": "Acme", "arr": 240000}]}], \
            "alerts": [{"id": "score-drop", "name": "Score fell by more than 20", \
            "opens": {"accounts": 1, "arr": 240000}, "ends": {"accounts": 0, "arr": 0}, \
            "first": [{"accountId": "acme-1", "name": "Acme", "arr": 240000}]}], \
            "plays": [], "nearSegments": 1, \
            "nearSegment": [{"account": {"accountId": "globex-4", "name": "Globex", \
            "arr": 100000}, "segment": "mid-market", "near": "enterprise"}], \
            "warnings": []}\
            """;

    static final String UNATTRIBUTED =
            """
            {"items": [{"userId": "u-77", "events": 311, "sources": ["web"], \
            "firstAt": "2026-10-03T09:10:00.000Z", "lastAt": "2026-11-03T09:10:00.000Z", \
            "accounts": ["acme-1", "globex-4"]}]}\
            """;

    static final String UNATTRIBUTED_EVENTS =
            """
            {"userId": "u-77", "items": [{"id": "evt-12", "source": "web", \
            "type": "usage.session-started", "occurredAt": "2026-11-03T09:10:00.000Z", \
            "receivedAt": "2026-11-03T09:10:00.310Z", "attributes": {"page": "/pricing"}}]}\
            """;

    static final String HOURS =
            "How many hours are told one by one, the present one included: 1 to 672; 24 by"
                    + " default.";

    static final String SOURCE =
            """
            {"source": "zendesk", "state": "silent", "lastEventAt": "2026-11-03T06:58:31.020Z", \
            "rhythm": {"pauseHours": 2, "silentAfterHours": 4}, "kinds": ["support"], \
            "events": {"accepted": 812, "folded": 809, "duplicate": 2, "tooLate": 1, \
            "quarantined": 0, "erased": 0}, "waiting": 0, "rejected": {"unknown-type": 3}, \
            "delay": {"averageMillis": 210, "maxMillis": 4100}, \
            "lag": {"averageMillis": 35, "maxMillis": 180}, \
            "hours": [{"from": "2026-11-03T06:00:00.000Z", "events": 41}]}\
            """;

    static final String REJECTION_ID = "The rejection's id, as the list tells it.";

    static final String SOURCE_NAME = "The source's name: the id of its document.";

    static final String RETIRED =
            """
            {"source": "zendesk", "state": "ended", "lastEventAt": "2026-11-03T06:58:31.020Z", \
            "rhythm": {"pauseHours": 2, "silentAfterHours": 4}, "kinds": ["support"], \
            "events": {"accepted": 812, "folded": 809, "duplicate": 2, "tooLate": 1, \
            "quarantined": 0, "erased": 0}, "waiting": 0, "rejected": {}, "hours": []}\
            """;

    static final String ASSIGNMENT =
            """
            {"userId": "u-77", "accountId": "acme-1"}\
            """;

    static final String ASSIGNED =
            """
            {"userId": "u-77", "accountId": "acme-1", "events": 311, \
            "assignedAt": "2026-11-03T09:20:00.000Z"}\
            """;

    static final String SOURCES =
            """
            {"observedUntil": "2026-11-03T11:16:00.000Z", "items": [\
            """
                    + SOURCE
                    + "]}";

    private static final String REJECTION =
            """
            {"id": "019a6f2e-7c1a-7c3e-9d3a-000000000002", "source": "bugs", \
            "rejectedAt": "2026-11-03T09:15:30.125Z", "code": "not-mapped", \
            "detail": "nothing in the mapping bugs is for it; add an event for it, or let 'ignore' \
            hold for it", "contentType": "application/json", "bytes": 41, "replayable": true}\
            """;

    static final String REJECTED = "{\"items\": [" + REJECTION + "]}";

    static final String REJECTED_WHOLE =
            "{\"rejection\": "
                    + REJECTION
                    + """
                    , "body": "{\\"action\\":\\"opened\\",\\"issue\\":{\\"number\\":7}}", \
                    "encoding": "utf-8", "request": {"path": "/in/bugs", \
                    "headers": {"X-GitHub-Event": "issues"}, \
                    "receivedAt": "2026-11-03T09:15:30.125Z"}}\
                    """;

    static final String REPLAY =
            """
            {"source": "bugs", "code": "not-mapped", "since": "2026-11-03T00:00:00Z"}\
            """;

    static final String ALL_REPLAYED =
            """
            {"replayed": 500, "left": 212, "until": "2026-11-03T10:00:00.000Z"}\
            """;

    private ApiTexts() {}
}
