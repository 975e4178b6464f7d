package io.keepwell.policy.reading;

import io.keepwell.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a document's outermost mapping, as far as each has lines of its own. Leaving one out
 * blanks its lines, so that all others stay where they are.
 */
public final class DocumentKeys {

    private static final Set<String> HEAD = Set.of("kind", "id");

    private DocumentKeys() {}

    /**
     * The keys that can be left out: all but kind and id, unless the mapping is in braces.
     *
     * @param document whose YAML is in order
     * @return the keys, from top to bottom
     */
    public static List<String> of(PolicyDocument document) {
        return places(document).keySet().stream().filter(key -> !HEAD.contains(key)).toList();
    }

    /**
     * The document without a key and the comment above it.
     *
     * @param document whose YAML is in order
     * @param key one of those that {@link #of} tells
     * @return the same kind and id, at the same place
     */
    public static PolicyDocument without(PolicyDocument document, String key) {
        List<Integer> starts = List.copyOf(places(document).values());
        int at = List.copyOf(places(document).keySet()).indexOf(key);
        String[] lines = document.text().split("\n", -1);
        int from = starts.get(at);
        int to = at + 1 < starts.size() ? starts.get(at + 1) : lines.length;
        // What is said above the next key is about that one.
        while (to > from + 1 && isBlankOrComment(lines[to - 1])) {
            to--;
        }
        while (from > 0 && lines[from - 1].startsWith("#")) {
            from--;
        }
        Arrays.fill(lines, from, to, "");
        return new PolicyDocument(
                document.kind(),
                document.id(),
                String.join("\n", lines),
                document.file(),
                document.line());
    }

    private static boolean isBlankOrComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    /** The line of each key, counted from the document's first as 0; empty for one in braces. */
    private static Map<String, Integer> places(PolicyDocument document) {
        Optional<Yaml.Mapping> root =
                Sheet.open(document, new Report(document.file())).map(Sheet::root);
        var places = new LinkedHashMap<String, Integer>();
        var keys = new ArrayList<Place>();
        root.ifPresent(mapping ->
                mapping.entries()
                        .forEach((key, entry) -> {
                            keys.add(entry.key());
                            places.put(key, entry.key().line() - document.line());
                        }));
        // A mapping without braces begins with its first key.
        boolean hasBraces = root.isEmpty() || !root.get().place().equals(keys.getFirst());
        return hasBraces ? Map.of() : places;
    }
}
