package io.keepwell.policy.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts names into an order in which each comes after those that it needs; of several such orders,
 * the one that stays nearest to the given one from its beginning. Without recursion, so that no
 * chain is too long.
 */
final class Order {

    private final List<String> sorted = new ArrayList<>();
    private final List<List<String>> circles = new ArrayList<>();

    /**
     * Of names.
     *
     * @param names in the order to keep where it can be kept, each once
     * @param needs what each needs; what is no name is left out
     */
    Order(List<String> names, Function<String, ? extends Collection<String>> needs) {
        Map<String, Integer> positions = new HashMap<>();
        names.forEach(name -> positions.put(name, positions.size()));
        Map<String, Set<String>> open = new LinkedHashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        for (String name : names) {
            Set<String> known = new LinkedHashSet<>(needs.apply(name));
            known.retainAll(positions.keySet());
            known.forEach(
                    need -> neededBy.computeIfAbsent(need, it -> new ArrayList<>()).add(name));
            open.put(name, known);
        }
        var ready = new PriorityQueue<Integer>();
        open.forEach((name, known) -> {
            if (known.isEmpty()) {
                ready.add(positions.getOrDefault(name, 0));
            }
        });
        while (!ready.isEmpty()) {
            String next = names.get(ready.remove());
            sorted.add(next);
            open.remove(next);
            for (String name : neededBy.getOrDefault(next, List.of())) {
                Set<String> left = open.getOrDefault(name, Set.of());
                left.remove(next);
                if (left.isEmpty()) {
                    ready.add(positions.getOrDefault(name, 0));
                }
            }
        }
        findCircles(open);
    }

    /** All names that stand in no circle and need none that does. */
    List<String> sorted() {
        return List.copyOf(sorted);
    }

    /** Names that need each other in turn, each circle closed by its first name. */
    List<List<String>> circles() {
        return List.copyOf(circles);
    }

    /** Whatever could not be sorted needs another such; following that must lead to a circle. */
    private void findCircles(Map<String, Set<String>> open) {
        Set<String> seen = new HashSet<>();
        for (String begin : open.keySet()) {
            List<String> path = new ArrayList<>();
            String at = begin;
            while (seen.add(at)) {
                path.add(at);
                at = open.getOrDefault(at, Set.of()).iterator().next();
            }
            int first = path.indexOf(at);
            if (first >= 0) {
                List<String> circle = new ArrayList<>(path.subList(first, path.size()));
                circle.add(at);
                circles.add(circle);
            }
        }
    }
}
