package io.keepwell.policy.reading;

import io.keepwell.policy.BundleSpec;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of kind Bundle, which says what a folder of policies takes over from another.
 */
public final class BundleReader {

    /** The kind. */
    public static final String KIND = "Bundle";

    private static final Shape BUNDLE =
            Shape.ofDocument(
                    KIND,
                    "seed-001",
                    "extends: ../default",
                    "without: [Scorecard/five-pillar, AlertRules/risk/respondWithin]");

    /**
     * A folder beside. Whoever is given a folder can say what is read by it, and a repository works
     * wherever it is checked out.
     */
    private static final Pattern BESIDE = Pattern.compile("\\.\\./[A-Za-z0-9_][A-Za-z0-9._-]*");

    private BundleReader() {}

    /**
     * Reads one.
     *
     * @param document of kind Bundle
     * @return what it says, or all that is wrong with it
     */
    public static PolicyResult<BundleSpec> read(PolicyDocument document) {
        var report = new Report(document.file());
        Optional<BundleSpec> spec = Sheet.open(document, report).map(BundleReader::spec);
        return report.all().isEmpty() && spec.isPresent()
                ? new PolicyResult.Accepted<>(spec.get())
                : new PolicyResult.Refused<>(report.all());
    }

    private static BundleSpec spec(Sheet sheet) {
        var fields = new Fields(sheet.root(), BUNDLE, sheet.report());
        fields.description();
        BundleSpec.Written base = base(sheet, fields);
        List<BundleSpec.LeftOut> without = without(sheet, fields);
        if (!fields.isMeant("extends") && fields.has("without")) {
            fields.problem(
                    "without",
                    "nothing is extended, so there is nothing to leave out",
                    "Add a line such as '%s', or remove this one."
                            .formatted(BUNDLE.sample("extends")));
        }
        return new BundleSpec(sheet.document().id(), base, without);
    }

    private static BundleSpec.@Nullable Written base(Sheet sheet, Fields fields) {
        String folder = fields.text("extends");
        if (folder == null) {
            return null;
        }
        if (!BESIDE.matcher(folder).matches()) {
            fields.problem(
                    "extends",
                    "'extends' must name a folder beside this one, was %s"
                            .formatted(Words.quoted(folder)),
                    "Write it as in '%s'.".formatted(BUNDLE.sample("extends")));
            return null;
        }
        return written(sheet, folder, fields.placeOf("extends"));
    }

    private static List<BundleSpec.LeftOut> without(Sheet sheet, Fields fields) {
        var without = new ArrayList<BundleSpec.LeftOut>();
        Set<String> seen = new HashSet<>();
        for (Yaml.Scalar each : fields.oneOrMore("without")) {
            BundleSpec.Written written = written(sheet, each.text(), each.place());
            BundleSpec.LeftOut leftOut = leftOut(written);
            if (leftOut == null) {
                sheet.report()
                        .add(
                                written.problem(
                                        "%s is neither a document nor a key of one"
                                                .formatted(Words.quoted(each.text())),
                                        "Write kind and id, as in 'Scorecard/five-pillar', or a key"
                                                + " behind them, as in"
                                                + " 'Scorecard/five-pillar/hysteresis'."));
            } else if (!seen.add(each.text())) {
                sheet.report()
                        .add(
                                written.problem(
                                        "%s stands twice".formatted(Words.quoted(each.text())),
                                        "Remove one of the two."));
            } else {
                without.add(leftOut);
            }
        }
        return without;
    }

    private static BundleSpec.@Nullable LeftOut leftOut(BundleSpec.Written written) {
        String[] parts = written.text().split("/", -1);
        if (parts.length < 2
                || parts.length > 3
                || !PolicyDocument.isKind(parts[0])
                || !PolicyDocument.isId(parts[1])
                || parts[parts.length - 1].isBlank()) {
            return null;
        }
        return new BundleSpec.LeftOut(
                written, parts[0] + "/" + parts[1], parts.length == 3 ? parts[2] : null);
    }

    private static BundleSpec.Written written(Sheet sheet, String text, Place place) {
        return new BundleSpec.Written(text, sheet.document().file(), place.line(), place.column());
    }
}
