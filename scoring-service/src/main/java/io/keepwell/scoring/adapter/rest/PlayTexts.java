package io.keepwell.scoring.adapter.rest;

/** Examples of what plays did. */
final class PlayTexts {

    static final String PLAYS =
            """
            {"asOf": "2026-11-03", "window": 90, "from": "2025-11-03", "to": "2026-11-03", \
            "note": "A comparison, not a proof: plays begin where somebody thought that they were needed, and accounts differ in more than status and segment.", \
            "items": [{"play": "churn-risk", "versions": ["51aa"], "plays": 48, "pending": 7, \
            "skipped": 3, "outcomes": {"completed": 0, "closed": 31, \
            "closedAs": {"lost": 9, "saved": 22}, "exited": 15, "running": 2, "inTime": 19, \
            "tasks": 384, "tasksDone": 290, "tasksLate": 22}, \
            "health": {"measured": 44, "left": 4, "before": {"mean": 41.5, "median": 42}, \
            "after": {"mean": 53.25, "median": 52.5}, "change": {"mean": 11.75, "median": 10}, \
            "improved": 33, "improvedShare": 75, "recoverable": 48, "recovered": 24, \
            "recoveredShare": 50, "daysToRecovery": {"mean": 21.5, "median": 18}}, \
            "revenue": {"plays": 48, "before": 4800000, "kept": 4320000, "lost": 480000, \
            "grown": 96000}, "comparison": {"plays": 42, "accounts": 40, "change": 12.1, \
            "othersChange": 6, "difference": 6.1, "low": 2.3, "high": 9.9, \
            "sentence": "Over 42 plays of 40 accounts scores moved by 6.1 points better than those of accounts without the play (2.3 to 9.9, 95 %): more than chance does. A comparison, not a proof."}}]}\
            """;

    static final String EACH =
            """
            {"items": [{"playId": "019a6f2e-7c1a-7c3e-9d3a-000000000021", "accountId": "acme-1", \
            "name": "Acme", "play": "churn-risk", "version": "51aa", "outcome": "closed", \
            "closedAs": "saved", "openedAt": "2026-07-01T09:16:02Z", "closedAt": "2026-07-20T14:00:00Z", "tasks": 8, \
            "tasksDone": 8, "tasksLate": 0, "windowFrom": "2026-07-01", "windowTo": "2026-09-29", \
            "windowEnded": true, "status": "red", "statusAfter": "yellow", \
            "segment": "enterprise", "csm": "dana", "score": 41.5, "scoreAfter": 58, \
            "change": 16.5, "left": false, "recoveredAfterDays": 18, "arr": 240000, \
            "arrAfter": 240000, "others": {"accounts": 9, "change": 6.25, "deviation": 4.5}, \
            "compared": true}]}\
            """;

    private PlayTexts() {}
}
