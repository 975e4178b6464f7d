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

    static final String TASK_ID = "The task's id, as a list or a message tells it.";

    static final String COMPLETION =
            "{\"outcome\": \"The call took place; the sponsor asks for a roadmap.\"}";

    static final String REASSIGNMENT = "{\"owner\": \"sam\"}";

    static final String TASKS = "{\"items\": [" + TASK + "], \"next\": \"dGFza3Mgc3RhdGU\"}";

    private static final String RUN =
            """
            "playId": "019a6f2e-7c1a-7c3e-9d3a-000000000012", "accountId": "acme-1", \
            "play": {"id": "churn-risk", "version": "aba4cc9b"}, "name": "Churn save plan", \
            "category": "risk", "state": "running", \
            """
                    + ACCOUNT
                    + """
                    , "triggeredAt": "2026-11-03T09:15:30.125Z", \
                    "healthChangeId": "019a6f2e-7c1a-7c3e-9d3a-000000000003", "taskCount": 8\
                    """;

    static final String PLAYS = "{\"items\": [{" + RUN + "}]}";

    static final String PLAY =
            "{"
                    + RUN
                    + ", \"successCriteria\": [\"Executive meeting completed\"], \"tasks\": ["
                    + TASK
                    + "]}";

    private ApiTexts() {}
}
