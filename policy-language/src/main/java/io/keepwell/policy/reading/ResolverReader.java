package io.keepwell.policy.reading;

import io.keepwell.policy.account.Resolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of kind Resolver.
 *
 * @param scorecards the ids that a line may name
 * @param segments the ids that a line may name
 * @param stages the ids that a line may name
 */
record ResolverReader(Set<String> scorecards, Set<String> segments, Set<String> stages) {

    static final String KIND = "Resolver";

    private static final Shape RESOLVER =
            Shape.ofDocument(KIND, "default", "scorecards: [{scorecard: five-pillar}]");
    private static final Shape LINE =
            Shape.of(
                    "line",
                    "scorecard: five-pillar",
                    "segments: [enterprise]",
                    "stages: [renewal]");

    /** Which card judges whom; null after problems. */
    @Nullable Resolver read(Sheet sheet) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), RESOLVER, report);
        document.require("scorecards");
        document.description();
        List<Resolver.Choice> choices = new ArrayList<>();
        List<Fields> lines = Fields.all(document.list("scorecards"), LINE, report);
        for (Fields line : lines) {
            line.require("scorecard");
            String scorecard = line.id("scorecard");
            if (scorecard != null) {
                new Known("scorecard", scorecards)
                        .check(scorecard, line.placeOf("scorecard"), report);
            }
            Set<String> ofSegments =
                    names(line, "segments", new Known("segment", segments), report);
            Set<String> inStages = names(line, "stages", new Known("stage", stages), report);
            if (scorecard != null) {
                choices.add(new Resolver.Choice(scorecard, ofSegments, inStages));
            }
        }
        boolean complete = !lines.isEmpty() && fitsAll(lines.getLast());
        if (!lines.isEmpty() && !complete) {
            report.add(
                    lines.getLast().place(),
                    "the last line does not fit all accounts, so some had no scorecard",
                    "Add a line that has only a scorecard.");
        }
        reportUnreached(lines, report);
        return complete && choices.size() == lines.size() ? new Resolver(choices) : null;
    }

    private static void reportUnreached(List<Fields> lines, Report report) {
        for (int at = 0; at < lines.size() - 1; at++) {
            if (fitsAll(lines.get(at))) {
                report.add(
                        lines.get(at).place(),
                        "this line fits all accounts, so no line below it is ever tried",
                        "Move it to the end, or give it segments or stages.");
                return;
            }
        }
    }

    private static boolean fitsAll(Fields line) {
        return !line.isMeant("segments") && !line.isMeant("stages");
    }

    private static Set<String> names(Fields line, String key, Known known, Report report) {
        Set<String> names = new LinkedHashSet<>();
        Yaml.Sequence list = line.list(key);
        for (Yaml item : list == null ? List.<Yaml>of() : list.items()) {
            if (item instanceof Yaml.Scalar scalar && scalar.isText()) {
                known.check(scalar.text(), scalar.place(), report);
                names.add(scalar.text());
            } else {
                report.add(
                        item.place(),
                        "the id of a %s must be a text, this is %s"
                                .formatted(known.what(), item.words()),
                        "Write it as in '%s'.".formatted(LINE.sample(key)));
            }
        }
        return names;
    }
}
