package io.keepwell.policy.expression;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the language, and what was probably meant by another. */
final class Names {

    /** A right call of each function that is not one over an account's state. */
    static final Map<String, String> FORMS =
            Map.of(
                    "trait", "trait('seats')",
                    "previous", "previous(count('support.ticket-opened', 30))",
                    "change", "change(count('support.ticket-opened', 30))",
                    "hasData", "hasData(trait('seats'))",
                    "orElse", "orElse(trait('seats'), 0)",
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

    static Optional<String> nearest(String name, Collection<String> known) {
        int most = Math.clamp(name.length() / 2, 1, 3);
        return known.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= most)
                .filter(other -> distance(name, other) <= most)
                .min(
                        Comparator.comparingInt((String other) -> distance(name, other))
                                .thenComparing(Comparator.naturalOrder()));
    }

    static String quotedList(Collection<String> texts) {
        return texts.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    /** How many letters must be changed, put in or left out; capitals count for nothing. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, at -> at);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
