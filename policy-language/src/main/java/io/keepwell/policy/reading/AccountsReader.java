package io.keepwell.policy.reading;

import io.keepwell.policy.account.DayRange;
import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.account.Stage;
import io.keepwell.policy.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads documents of the kinds SegmentSet and LifecycleSet. */
final class AccountsReader {

    static final String SEGMENTS_KIND = "SegmentSet";
    static final String STAGES_KIND = "LifecycleSet";

    private static final String AGE = "daysSinceStart";
    private static final String RENEWAL = "daysToRenewal";
    private static final String TWICE = "Give one of the two another id, or remove it.";

    private static final Shape SEGMENT_SET =
            Shape.ofDocument(
                    SEGMENTS_KIND, "default", "segments: [{id: smb, when: trait('arr') < 25000}]");
    private static final Shape SEGMENT =
            Shape.of("segment", "id: smb", "name: SMB", "when: trait('arr') < 25000");
    private static final Shape LIFECYCLE =
            Shape.ofDocument(
                    STAGES_KIND,
                    "default",
                    "stages: [{id: onboarding, daysSinceStart: {from: 0, below: 90}}]");
    private static final Shape STAGE =
            Shape.of(
                    "stage",
                    "id: onboarding",
                    "name: Onboarding",
                    "daysSinceStart: {from: 0, below: 90}",
                    "daysToRenewal: {below: 90}");
    static final Shape RANGE = Shape.of("range of days", "from: 0", "below: 90");

    private AccountsReader() {}

    /** The classes of accounts; of no use after problems. */
    static SegmentSet segments(Sheet sheet, Ids ids, Formulas formulas) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), SEGMENT_SET, report);
        document.require("segments");
        document.description();
        List<Segment> segments = new ArrayList<>();
        for (Fields fields : Fields.all(document.list("segments"), SEGMENT, report)) {
            fields.require("id", "when");
            String id = fields.id("id");
            ids.add(id, fields.placeOf("id"), report);
            String name = fields.text("name");
            Expression when = formulas.segment(fields.expression("when"), report);
            if (id != null && when != null) {
                segments.add(new Segment(id, name == null ? id : name, when));
            }
        }
        return new SegmentSet(segments);
    }

    /** The stages of accounts' lives; of no use after problems. */
    static LifecycleSet stages(Sheet sheet, Ids ids) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), LIFECYCLE, report);
        document.require("stages");
        document.description();
        List<Stage> stages = new ArrayList<>();
        for (Fields fields : Fields.all(document.list("stages"), STAGE, report)) {
            fields.require("id");
            String id = fields.id("id");
            ids.add(id, fields.placeOf("id"), report);
            String name = fields.text("name");
            if (!fields.isMeant(AGE) && !fields.isMeant(RENEWAL)) {
                report.add(
                        fields.place(),
                        "the stage has neither '%s' nor '%s'".formatted(AGE, RENEWAL),
                        "Add a line such as '%s'.".formatted(STAGE.sample(AGE)));
            }
            DayRange age = range(fields.mapping(AGE, RANGE), report);
            DayRange renewal = range(fields.mapping(RENEWAL, RANGE), report);
            if (id != null && (age != null || renewal != null)) {
                stages.add(new Stage(id, name == null ? id : name, age, renewal));
            }
        }
        return new LifecycleSet(stages);
    }

    static Ids segmentIds() {
        return new Ids("segment", TWICE);
    }

    static Ids stageIds() {
        return new Ids("stage", TWICE);
    }

    static @Nullable DayRange range(@Nullable Fields fields, Report report) {
        if (fields == null) {
            return null;
        }
        Integer from = fields.days("from");
        Integer below = fields.days("below");
        if (!fields.isMeant("from") && !fields.isMeant("below")) {
            report.add(
                    fields.place(),
                    "the range has neither 'from' nor 'below'",
                    "Write it as in '{from: 0, below: 90}'.");
        }
        if (from != null && below != null && from >= below) {
            fields.problem(
                    "below",
                    "'below' must be more than 'from', which is %d, was %d".formatted(from, below),
                    "Write the first day that is no longer in the range.");
            return null;
        }
        return new DayRange(from, below);
    }
}
