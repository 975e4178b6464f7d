package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of kind Play.
 *
 * @param conditions for the trigger
 * @param segments those of the bundle
 */
record PlayReader(ConditionReader conditions, Known segments) {

    static final String KIND = "Play";

    private static final int DESCRIPTION_LENGTH_MAX = 2_000;

    private static final String RISK_LEVEL = "riskLevel";
    private static final String BY_SEGMENT = "riskLevelBySegment";
    private static final String OUTCOMES = "outcomes";
    private static final String DUE = "dueInWorkingDays";
    private static final String OPENS = "opensInWorkingDays";
    private static final String APPROVED_BY = "approvedBy";

    private static final Shape PLAY =
            Shape.ofDocument(
                    KIND,
                    "churn-risk",
                    "name: Churn save plan",
                    "category: risk",
                    "trigger: {status: red}",
                    "tasks: [{id: root-cause, title: …, role: csm, dueInWorkingDays: 2}]",
                    "successCriteria: [Renewal commitment obtained]",
                    "riskLevel: high",
                    "riskLevelBySegment: {enterprise: critical}",
                    "outcomes: {success: saved, failure: lost}");

    private static final Shape WORDS =
            Shape.of("mapping of outcomes", "success: saved", "failure: lost");

    private static final Shape TASK =
            Shape.of(
                    "task",
                    "id: root-cause",
                    "title: Find out what went wrong",
                    "description: Talk to those who use it.",
                    "role: csm",
                    "dueInWorkingDays: 2",
                    "opensInWorkingDays: 1",
                    "approvedBy: vp-cs");

    /** The play; null after problems. */
    @Nullable Applied<PlaySpec> read(Sheet sheet) {
        Report report = sheet.report();
        String id = sheet.document().id();
        var document = new Fields(sheet.root(), PLAY, report);
        document.require("category", "trigger", "tasks");
        document.description();
        String name = document.text("name");
        SignalCategory category =
                document.choice("category", List.of(SignalCategory.values()), WireName::wireName);
        Condition trigger = conditions.read(document, "trigger", report);
        List<TaskSpec> tasks = tasks(document, report);
        List<String> successCriteria = document.texts("successCriteria");
        Severity riskLevel = SeverityReader.read(document, RISK_LEVEL);
        Map<String, Severity> bySegment =
                SeverityReader.bySegment(document, BY_SEGMENT, segments, report);
        if (!bySegment.isEmpty() && !document.isMeant(RISK_LEVEL)) {
            document.problem(
                    BY_SEGMENT,
                    "'%s' says where the level differs, and there is none".formatted(BY_SEGMENT),
                    "Add a line such as '%s'.".formatted(PLAY.sample(RISK_LEVEL)));
        }
        Outcomes outcomes = outcomes(document);
        return category == null || trigger == null
                ? null
                : new Applied<>(
                        new PlaySpec(
                                id,
                                name == null ? id : name,
                                category,
                                trigger,
                                tasks,
                                successCriteria,
                                riskLevel,
                                bySegment.isEmpty() ? null : bySegment,
                                successCriteria.isEmpty() ? null : outcomes),
                        new PolicyRef(id, sheet.document().version()));
    }

    /** What a person may close it with; null after problems too. */
    private static @Nullable Outcomes outcomes(Fields document) {
        Fields fields = document.mapping(OUTCOMES, WORDS);
        if (fields == null) {
            return null;
        }
        fields.require("success", "failure");
        String success = fields.id("success");
        String failure = fields.id("failure");
        if (success != null && success.equals(failure)) {
            fields.problem(
                    "failure",
                    "'success' and 'failure' are both '%s'".formatted(success),
                    "Write two words, as in '%s'.".formatted(PLAY.sample(OUTCOMES)));
            return null;
        }
        if (!document.isMeant("successCriteria")) {
            document.problem(
                    OUTCOMES,
                    "'%s' need 'successCriteria', which make a success".formatted(OUTCOMES),
                    "Add a line such as '%s'.".formatted(PLAY.sample("successCriteria")));
            return null;
        }
        return success == null || failure == null ? null : new Outcomes(success, failure);
    }

    private static List<TaskSpec> tasks(Fields document, Report report) {
        var ids = new Ids("task", "Give one of the two another id, or remove it.");
        List<TaskSpec> tasks = new ArrayList<>();
        for (Fields fields : Fields.all(document.list("tasks"), TASK, report)) {
            fields.require("id", "title", "role", "dueInWorkingDays");
            String id = fields.id("id");
            ids.add(id, fields.placeOf("id"), report);
            String title = fields.text("title");
            String description = fields.text("description", DESCRIPTION_LENGTH_MAX);
            String role = fields.id("role");
            Integer due = fields.days(DUE, Bounds.WORKING_DAYS);
            Integer opens = fields.days(OPENS, Bounds.WORKING_DAYS);
            String approvedBy = fields.id(APPROVED_BY);
            if (id != null
                    && title != null
                    && role != null
                    && due != null
                    && isInOrder(fields, role, due, opens, approvedBy)) {
                tasks.add(new TaskSpec(id, title, description, role, due, opens, approvedBy));
            }
        }
        return tasks;
    }

    private static boolean isInOrder(
            Fields fields,
            String role,
            int due,
            @Nullable Integer opens,
            @Nullable String approvedBy) {
        if (opens != null && opens > due) {
            fields.problem(
                    OPENS,
                    "'%s' is %d, after the task is due (%d)".formatted(OPENS, opens, due),
                    "Write at most %d, or let it be due later.".formatted(due));
            return false;
        }
        if (role.equals(approvedBy)) {
            fields.problem(
                    APPROVED_BY,
                    "'%s' is '%s', whose task it is".formatted(APPROVED_BY, role),
                    "Name another role: nobody approves what they do themselves.");
            return false;
        }
        return true;
    }
}
