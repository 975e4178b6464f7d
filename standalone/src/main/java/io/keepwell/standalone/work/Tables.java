package io.keepwell.standalone.work;

import io.keepwell.model.play.TaskState;
import io.keepwell.standalone.work.Answers.Account;
import io.keepwell.standalone.work.Answers.Alert;
import io.keepwell.standalone.work.Answers.Criterion;
import io.keepwell.standalone.work.Answers.Leave;
import io.keepwell.standalone.work.Answers.Play;
import io.keepwell.standalone.work.Answers.Rejected;
import io.keepwell.standalone.work.Answers.Source;
import io.keepwell.standalone.work.Answers.Task;
import io.keepwell.standalone.work.Answers.Unattributed;
import io.keepwell.standalone.work.Table.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What accounts, alerts and tasks look like in a list. */
final class Tables {

    private static final int NAME_MAX = 26;
    private static final int PERSON_MAX = 14;
    private static final int TEXT_MAX = 44;
    private static final int ANY = 40;

    private Tables() {}

    static Table accounts(List<Account> accounts) {
        Table table =
                new Table()
                        .column("STATUS", Side.LEFT, ANY)
                        .column("SCORE", Side.RIGHT, ANY)
                        .column("30 D", Side.RIGHT, ANY)
                        .column("RISK", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("ID", Side.LEFT, NAME_MAX)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("CSM", Side.LEFT, PERSON_MAX)
                        .column("WHY", Side.LEFT, TEXT_MAX);
        for (Account it : accounts) {
            table.row(
                    InWords.status(it.status()),
                    InWords.shown(it.shown()) + (it.overridden() ? "*" : ""),
                    InWords.change(it.change30d()),
                    InWords.shown(it.risk()),
                    InWords.amount(it.arr()),
                    it.id(),
                    InWords.orNone(it.name()),
                    InWords.orNone(it.csm()),
                    InWords.orNone(it.mainDriver()));
        }
        return table;
    }

    static Table alerts(List<Alert> alerts, Instant now) {
        Table table =
                new Table()
                        .column("SEVERITY", Side.LEFT, ANY)
                        .column("STATE", Side.LEFT, ANY)
                        .column("RESPOND", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("OWNER", Side.LEFT, PERSON_MAX)
                        .column("STEP", Side.RIGHT, ANY)
                        .column("INVOLVED", Side.LEFT, NAME_MAX)
                        .column("WHAT", Side.LEFT, TEXT_MAX)
                        .column("ALERT", Side.LEFT, ANY);
        for (Alert it : alerts) {
            table.row(
                    it.severity().wireName(),
                    it.state().wireName(),
                    InWords.until(it.respondBy(), now),
                    InWords.amount(it.account().arr()),
                    InWords.name(it.account(), it.accountId()),
                    InWords.orNone(it.owner()),
                    InWords.shown(it.escalationStep()),
                    it.involved() == null ? InWords.NONE : String.join(", ", it.involved()),
                    it.summary(),
                    InWords.shortId(it.alertId()));
        }
        return table;
    }

    static Table sources(List<Source> sources, Instant now) {
        Table table =
                new Table()
                        .column("SOURCE", Side.LEFT, NAME_MAX)
                        .column("STATE", Side.LEFT, ANY)
                        .column("LAST EVENT", Side.RIGHT, ANY)
                        .column("EVENTS", Side.RIGHT, ANY)
                        .column("REJECTED", Side.RIGHT, ANY)
                        .column("WAITING", Side.RIGHT, ANY)
                        .column("DELAY", Side.RIGHT, ANY)
                        .column("SILENT AFTER", Side.RIGHT, ANY)
                        .column("REPORTS", Side.LEFT, TEXT_MAX);
        for (Source it : sources) {
            table.row(
                    it.source(),
                    it.state(),
                    InWords.ago(it.lastEventAt(), now),
                    InWords.count(it.hours().stream().mapToLong(Answers.Hour::events).sum()),
                    InWords.count(it.rejected().values().stream().mapToLong(n -> n).sum()),
                    InWords.count(it.waiting()),
                    InWords.took(it.delay() == null ? null : it.delay().averageMillis()),
                    it.rhythm() == null ? InWords.NONE : it.rhythm().silentAfterHours() + " h",
                    String.join(", ", it.kinds()));
        }
        return table;
    }

    static Table unattributed(List<Unattributed> users, Instant now) {
        Table table =
                new Table()
                        .column("EVENTS", Side.RIGHT, ANY)
                        .column("LAST", Side.RIGHT, ANY)
                        .column("USER", Side.LEFT, TEXT_MAX)
                        .column("SOURCES", Side.LEFT, NAME_MAX)
                        .column("ACCOUNTS", Side.LEFT, TEXT_MAX);
        for (Unattributed it : users) {
            table.row(
                    InWords.count(it.events()),
                    InWords.ago(it.lastAt(), now),
                    it.userId(),
                    String.join(", ", it.sources()),
                    it.accounts().isEmpty() ? InWords.NONE : String.join(", ", it.accounts()));
        }
        return table;
    }

    static Table tasks(List<Task> tasks, LocalDate today) {
        Table table =
                new Table()
                        .column("DUE", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("OWNER", Side.LEFT, PERSON_MAX)
                        .column("ROLE", Side.LEFT, PERSON_MAX)
                        .column("TASK", Side.LEFT, TEXT_MAX)
                        .column("ID", Side.LEFT, ANY);
        for (Task it : tasks) {
            table.row(
                    InWords.until(it.dueOn(), today),
                    InWords.amount(it.account().arr()),
                    InWords.name(it.account(), it.accountId()),
                    InWords.orNone(it.owner()),
                    it.ownerRole().toLowerCase(Locale.ROOT),
                    it.title(),
                    InWords.shortId(it.taskId()));
        }
        return table;
    }

    static Table plays(List<Play> plays, Instant now) {
        Table table =
                new Table()
                        .column("PLAY", Side.LEFT, NAME_MAX)
                        .column("STATE", Side.LEFT, ANY)
                        .column("RISK", Side.LEFT, ANY)
                        .column("SINCE", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("CSM", Side.LEFT, PERSON_MAX)
                        .column("ID", Side.LEFT, ANY);
        for (Play it : plays) {
            table.row(
                    it.name(),
                    it.outcome() == null ? it.state().wireName() : it.outcome(),
                    InWords.orNone(it.riskLevel()),
                    InWords.ago(it.triggeredAt(), now),
                    InWords.amount(it.account().arr()),
                    InWords.name(it.account(), it.accountId()),
                    InWords.orNone(it.account().csm()),
                    InWords.shortId(it.playId()));
        }
        return table;
    }

    static Table criteria(List<Criterion> criteria) {
        Table table =
                new Table()
                        .column("NO", Side.RIGHT, ANY)
                        .column("MET", Side.LEFT, PERSON_MAX)
                        .column("SUCCESS CRITERION", Side.LEFT, 2 * TEXT_MAX);
        for (Criterion it : criteria) {
            table.row(
                    "" + it.number(),
                    it.met() ? "by " + InWords.orNone(it.metBy()) : "no",
                    it.text());
        }
        return table;
    }

    /** All tasks of a play, with their states. */
    static Table steps(List<Task> tasks, LocalDate today) {
        Table table =
                new Table()
                        .column("STATE", Side.LEFT, ANY)
                        .column("DUE", Side.RIGHT, ANY)
                        .column("OWNER", Side.LEFT, PERSON_MAX)
                        .column("WAITS FOR", Side.LEFT, PERSON_MAX)
                        .column("TASK", Side.LEFT, TEXT_MAX)
                        .column("ID", Side.LEFT, ANY);
        for (Task it : tasks) {
            table.row(
                    it.state().wireName(),
                    it.state() == TaskState.OPEN ? InWords.until(it.dueOn(), today) : InWords.NONE,
                    InWords.orNone(it.owner()),
                    waitsFor(it),
                    it.title(),
                    InWords.shortId(it.taskId()));
        }
        return table;
    }

    private static String waitsFor(Task task) {
        Leave leave = task.approval();
        if (task.state() != TaskState.WAITING) {
            return InWords.NONE;
        }
        return leave != null && leave.decision() == null
                ? leave.approver() == null ? leave.role() : leave.approver()
                : "" + task.opensOn();
    }

    static Table rejected(List<Rejected> rejected) {
        Table table =
                new Table()
                        .column("REJECTED", Side.LEFT, ANY)
                        .column("SOURCE", Side.LEFT, NAME_MAX)
                        .column("REASON", Side.LEFT, ANY)
                        .column("REPLAY", Side.LEFT, ANY)
                        .column("DETAIL", Side.LEFT, TEXT_MAX)
                        .column("ID", Side.LEFT, ANY);
        for (Rejected it : rejected) {
            table.row(
                    it.rejectedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    it.source(),
                    it.code(),
                    replay(it),
                    InWords.harmless(it.detail()),
                    it.id().toString());
        }
        return table;
    }

    private static String replay(Rejected rejected) {
        if (rejected.replayedAt() != null) {
            return "done";
        }
        return rejected.replayable() ? "possible" : InWords.NONE;
    }
}
