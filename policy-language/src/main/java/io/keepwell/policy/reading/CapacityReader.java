package io.keepwell.policy.reading;

import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.portfolio.CapacityRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the documents of kind Capacity, whose rules have one space of ids. */
final class CapacityReader {

    static final String KIND = "Capacity";

    private static final String FROM = "from";
    private static final String TO = "to";

    private static final Bounds ACCOUNTS =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000), "from 0 to 1000000");

    private static final Shape CAPACITY =
            Shape.ofDocument(
                    KIND, "default", "rules: [{id: enterprise, accounts: {from: 15, to: 20}}]");

    private static final Shape RULE =
            Shape.of(
                    "capacity rule",
                    "id: enterprise",
                    "name: Enterprise managers",
                    "csms: [dana.li]",
                    "segments: [enterprise]",
                    "accounts: {from: 15, to: 20}",
                    "arr: {from: 3000000, to: 5000000}");

    private static final Shape RANGE = Shape.of("range", "from: 15", "to: 20");

    private final Known segments;
    private final Ids ids =
            new Ids("capacity rule", "Give one of the two another id, or remove it.");

    CapacityReader(Known segments) {
        this.segments = segments;
    }

    /** The rules, in the order of the documents; of no use after problems. */
    List<Applied<CapacityRule>> readAll(List<Sheet> sheets) {
        var rules = new ArrayList<Applied<CapacityRule>>();
        for (Sheet sheet : sheets) {
            Report report = sheet.report();
            var document = new Fields(sheet.root(), CAPACITY, report);
            document.require("rules");
            document.description();
            for (Fields fields : Fields.all(document.list("rules"), RULE, report)) {
                CapacityRule rule = rule(fields, report);
                if (rule != null) {
                    rules.add(
                            new Applied<>(
                                    rule, new PolicyRef(rule.id(), sheet.document().version())));
                }
            }
        }
        return rules;
    }

    private @Nullable CapacityRule rule(Fields fields, Report report) {
        fields.require("id");
        String id = fields.id("id");
        ids.add(id, fields.placeOf("id"), report);
        String name = fields.text("name");
        List<String> csms = fields.texts("csms");
        List<String> of = KpisReader.segments(fields, segments, report);
        if (!fields.isMeant("accounts") && !fields.isMeant("arr")) {
            report.add(
                    fields.place(),
                    "the capacity rule has neither 'accounts' nor 'arr'",
                    "Add a line such as '%s'.".formatted(RULE.sample("accounts")));
        }
        Range accounts = range(fields.mapping("accounts", RANGE), ACCOUNTS, true);
        Range arr = range(fields.mapping("arr", RANGE), Bounds.WEIGHT, false);
        if (id == null) {
            return null;
        }
        BigDecimal least = accounts.from();
        BigDecimal most = accounts.to();
        return new CapacityRule(
                id,
                name == null ? id : name,
                csms,
                of,
                least == null ? 0 : least.intValue(),
                most == null ? null : (Integer) most.intValue(),
                arr.from(),
                arr.to());
    }

    /** From one number to another, both included. */
    private record Range(@Nullable BigDecimal from, @Nullable BigDecimal to) {}

    private static Range range(@Nullable Fields fields, Bounds bounds, boolean isWhole) {
        if (fields == null) {
            return new Range(null, null);
        }
        BigDecimal from = number(fields, FROM, bounds, isWhole);
        BigDecimal to = number(fields, TO, bounds, isWhole);
        if (!fields.isMeant(FROM) && !fields.isMeant(TO)) {
            fields.report(
                    "the range has neither 'from' nor 'to'",
                    "Write it as in '{from: 15, to: 20}'.");
        }
        if (from != null && to != null && from.compareTo(to) > 0) {
            fields.problem(TO, "'to' is less than 'from'", "Write the smaller one as 'from'.");
        }
        return new Range(from, to);
    }

    private static @Nullable BigDecimal number(
            Fields fields, String key, Bounds bounds, boolean isWhole) {
        if (!isWhole) {
            return fields.number(key, bounds);
        }
        Integer whole = fields.whole(key, bounds);
        return whole == null ? null : BigDecimal.valueOf(whole);
    }
}
