package io.keepwell.init.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.init.InitReport;
import io.keepwell.init.step.Outcome;
import java.util.Locale;

/** Writes a report for programs. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    static String of(InitReport report) {
        ObjectNode root =
                MAPPER.createObjectNode()
                        .put("failed", report.hasFailed())
                        .put("changed", report.hasChanged())
                        .put("dryRun", report.dryRun())
                        .put("millis", report.took().toMillis());
        ArrayNode outcomes = root.putArray("outcomes");
        for (Outcome outcome : report.outcomes()) {
            ObjectNode node =
                    outcomes.addObject()
                            .put("subject", outcome.subject().name().toLowerCase(Locale.ROOT))
                            .put("name", outcome.name())
                            .put("outcome", word(outcome))
                            .put("count", outcome.count())
                            .put("detail", outcome.detail());
            if (outcome instanceof Outcome.Failed failed) {
                node.put("cure", failed.cure());
            }
        }
        return root.toPrettyString();
    }

    private static String word(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
