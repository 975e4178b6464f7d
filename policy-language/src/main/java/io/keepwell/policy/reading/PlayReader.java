package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of kind Play.
 *
 * @param conditions for the trigger
 */
record PlayReader(ConditionReader conditions) {

    static final String KIND = "Play";

    private static final int DESCRIPTION_LENGTH_MAX = 2_000;

    private static final Shape PLAY =
            Shape.ofDocument(
                    KIND,
                    "churn-risk",
                    "name: Churn save plan",
                    "category: risk",
                    "trigger: {status: red}",
                    "tasks: [{id: root-cause, title: …, role: csm, dueInWorkingDays: 2}]",
                    "successCriteria: [Renewal commitment obtained]");

    private static final Shape TASK =
            Shape.of(
                    "task",
                    "id: root-cause",
                    "title: Find out what went wrong",
                    "description: Talk to those who use it.",
                    "role: csm",
                    "dueInWorkingDays: 2");

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
        return category == null || trigger == null
                ? null
                : new Applied<>(
                        new PlaySpec(
                                id,
                                name == null ? id : name,
                                category,
                                trigger,
                                tasks,
                                successCriteria),
                        new PolicyRef(id, sheet.document().version()));
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
            Integer due = fields.days("dueInWorkingDays", Bounds.WORKING_DAYS);
            if (id != null && title != null && role != null && due != null) {
                tasks.add(new TaskSpec(id, title, description, role, due));
            }
        }
        return tasks;
    }
}
