package io.keepwell.policy.expression;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelUnknownSet;
import java.util.Set;
import java.util.TreeSet;

/** What is not known, as CEL carries it through an evaluation. */
final class Missing {

    static final CelUnknownSet DIVISION_BY_ZERO = named("a division by zero");
    static final CelUnknownSet TOO_LARGE = named("a number that is too large");

    // CEL takes identifiers only for the root; what it is called stands below it.
    private static final String ROOT = "account";

    private Missing() {}

    static CelUnknownSet named(String label) {
        return CelUnknownSet.create(
                CelAttribute.create(ROOT).qualify(CelAttribute.Qualifier.ofString(label)));
    }

    static Set<String> labels(CelUnknownSet missing) {
        var labels = new TreeSet<String>();
        for (CelAttribute attribute : missing.attributes()) {
            labels.add(attribute.qualifiers().getLast().asString());
        }
        return labels;
    }
}
