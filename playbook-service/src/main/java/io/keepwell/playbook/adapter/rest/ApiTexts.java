package io.keepwell.playbook.adapter.rest;

/** Texts and examples of the interface's description. */
final class ApiTexts {

    static final String ERASED =
            """
            {"id": "0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a02", "erasedAt": "2026-11-03T09:20:01.500Z"}\
            """;

    static final String IF_MATCH =
            "The ETag of the task as the caller read it; what somebody has changed since is left as"
                    + " it is.";

    static final String REFUSED =
            """
            {"type": "/problems/KW-4091", "title": "The present state does not allow this", \
            "status": 409, "code": "KW-4091", \
            "detail": "sam completed the task at 2026-11-04T15:00:00Z already"}\
            """;

    private static final String ACCOUNT =
            """
            "account": {"name": "Acme Industries", "segment": "enterprise", "stage": "adoption", \
            "arr": 240000, "csm": "dana", "team": "emea", "renewalDate": "2027-03-31"}\
            """;

    private static final String WORK =
            """
            {"taskId": "019a6f2e-7c1a-7c3e-9d3a-000000000017", "accountId": "acme-1", \
            "playId": "019a6f2e-7c1a-7c3e-9d3a-000000000012", "step": "executive-touchpoint", \
            """
                    + ACCOUNT
                    + """
                    , "title": "Schedule an executive touchpoint", \
                    "description": "Agree a call of the sponsor with our vice president.", \
                    "ownerRole": "csm", "dueOn": "2026-11-04", \
                    "overdue": false, "openedAt": "2026-11-03T09:15:30.125Z", \
                    """;

    static final String TASK = WORK + "\"state\": \"open\", \"owner\": \"dana\"}";

    static final String REASSIGNED = WORK + "\"state\": \"open\", \"owner\": \"sam\"}";

    static final String COMPLETED =
            WORK
                    + """
                    "state": "completed", "owner": "dana", \
                    "completedAt": "2026-11-04T15:00:00.000Z", "completedBy": "dana", \
                    "outcome": "The call took place; the sponsor asks for a roadmap."}\
                    """;

    private static final String CONCESSION =
            """
            {"taskId": "019a6f2e-7c1a-7c3e-9d3a-00000000001a", "accountId": "acme-1", \
            "playId": "019a6f2e-7c1a-7c3e-9d3a-000000000012", "step": "concessions", \
            """
                    + ACCOUNT
                    + """
                    , "title": "Offer a concession", "ownerRole": "csm", "owner": "dana", \
                    "overdue": false, \
                    """;

    static final String APPROVED =
            CONCESSION
                    + """
                    "state": "open", "dueOn": "2026-11-12", \
                    "openedAt": "2026-11-05T11:00:00.000Z", \
                    "approval": {"role": "vp-cs", "approver": "vera", "decision": "approved", \
                    "decidedAt": "2026-11-05T11:00:00.000Z", "decidedBy": "vera", \
                    "note": "10 % for one year at most"}}\
                    """;

    static final String NOT_APPROVED =
            CONCESSION
                    + """
                    "state": "cancelled", "dueOn": "2026-11-10", \
                    "openedAt": "2026-11-03T09:15:30.125Z", \
                    "reason": "vera refused it: Their budget is not the cause.", \
                    "approval": {"role": "vp-cs", "approver": "vera", "decision": "refused", \
                    "decidedAt": "2026-11-05T11:00:00.000Z", "decidedBy": "vera", \
                    "note": "Their budget is not the cause."}}\
                    """;

    static final String APPROVAL = "{\"note\": \"10 % for one year at most\"}";

    static final String REFUSAL = "{\"reason\": \"Their budget is not the cause.\"}";

    static final String TICK = "{\"criterion\": 1, \"met\": true}";

    static final String CLOSING =
            "{\"outcome\": \"saved\", \"reason\": \"They signed for two years.\"}";

    static final String UNMET =
            """
            {"type": "/problems/KW-4091", "title": "The present state does not allow this", \
            "status": 409, "code": "KW-4091", \
            "detail": "'saved' needs every success criterion, and these are not met: \
            3 (Renewal commitment obtained); tick what has come about, or close the play as \
            'lost'"}\
            """;

    static final String PLAY_ID = "The play's id, as the list or a message tells it.";

    static final String TASK_ID = "The task's id, as a list or a message tells it.";

    static final String COMPLETION =
            "{\"outcome\": \"The call took place; the sponsor asks for a roadmap.\"}";

    static final String REASSIGNMENT = "{\"owner\": \"sam\"}";

    static final String TASKS = "{\"items\": [" + TASK + "], \"next\": \"dGFza3Mgc3RhdGU\"}";

    private static final String RUN =
            """
            "playId": "019a6f2e-7c1a-7c3e-9d3a-000000000012", "accountId": "acme-1", \
            "play": {"id": "churn-risk", "version": "aba4cc9b"}, "name": "Churn save plan", \
            "category": "risk", "riskLevel": "critical", \
            """
                    + ACCOUNT
                    + """
                    , "triggeredAt": "2026-11-03T09:15:30.125Z", \
                    "healthChangeId": "019a6f2e-7c1a-7c3e-9d3a-000000000003", "taskCount": 8\
                    """;

    private static final String RUNNING = RUN + ", \"state\": \"running\"";

    private static final String WHAT_IT_IS_TO_ACHIEVE =
            """
            , "successCriteria": ["Executive meeting completed"], \
            "criteria": [{"number": 1, "text": "Executive meeting completed", "met": true, \
            "metAt": "2026-11-06T10:30:00.000Z", "metBy": "dana"}], \
            "outcomes": ["saved", "lost"], "tasks": [\
            """;

    static final String PLAYS = "{\"items\": [{" + RUNNING + "}]}";

    static final String PLAY = "{" + RUNNING + WHAT_IT_IS_TO_ACHIEVE + TASK + "]}";

    static final String CLOSED =
            "{"
                    + RUN
                    + """
                    , "state": "closed", "endedAt": "2026-11-28T16:00:00.000Z", \
                    "reason": "They signed for two years.", "outcome": "saved", \
                    "closedBy": "dana"\
                    """
                    + WHAT_IT_IS_TO_ACHIEVE
                    + COMPLETED
                    + "]}";

    private ApiTexts() {}
}
