package io.keepwell.policy.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of the language, and what was probably meant by another. */
final class Names {

    /** A right call of each function that is not one over an account's state. */
    static final Map<String, String> FORMS =
            Map.of(
                    "trait", "trait('seats')",
                    "previous", "previous(count('support.ticket-opened', 30))",
                    "change", "change(count('support.ticket-opened', 30))",
                    "deviation", "deviation(count('support.ticket-opened', 30), 90)",
                    "hasData", "hasData(trait('seats'))",
                    "orElse", "orElse(trait('seats'), 0)",
                    "percentile", Percentiles.SAMPLE,
                    "ratio", "ratio(activeUsers(30), trait('seats'))",
                    "min", "min(score(), 50)",
                    "max", "max(score(), 50)");

    /** What a text can be asked, as {@code trait('plan').startsWith('pro')}. */
    static final List<String> METHODS = List.of("startsWith", "endsWith", "contains");

    private static final String ALL_NUMBERS = "Leave it out: all numbers are of one kind.";
    private static final String NO_LISTS =
            "Ask the account with its functions, such as count('support.ticket-opened', 30).";

    /** What other dialects have and people therefore try, with the cure. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("has", "Ask with hasData(…)."),
                    Map.entry("exists", NO_LISTS),
                    Map.entry("exists_one", NO_LISTS),
                    Map.entry("existsOne", NO_LISTS),
                    Map.entry("all", NO_LISTS),
                    Map.entry("map", NO_LISTS),
                    Map.entry("filter", NO_LISTS),
                    Map.entry("int", ALL_NUMBERS),
                    Map.entry("uint", ALL_NUMBERS),
                    Map.entry("double", ALL_NUMBERS),
                    Map.entry("matches", "Ask a text with startsWith, endsWith or contains."),
                    Map.entry("if", "Choose with condition ? one : other."));

    private Names() {}

    static Optional<String> curedElsewhere(String name) {
        return Optional.ofNullable(ELSEWHERE.get(name));
    }

    static boolean isFunction(String name) {
        return FORMS.containsKey(name) || Function.named(name).isPresent();
    }

    /** A right call of a function of either sort. */
    static String sample(String function) {
        return Function.named(function)
                .map(Function::sample)
                .orElseGet(() -> FORMS.getOrDefault(function, function + "(…)"));
    }

    static List<String> functions() {
        return Stream.concat(
                        Arrays.stream(Function.values()).map(Function::calledAs),
                        FORMS.keySet().stream())
                .sorted()
                .toList();
    }
}
