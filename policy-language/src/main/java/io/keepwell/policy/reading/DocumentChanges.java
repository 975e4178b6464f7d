package io.keepwell.policy.reading;

import io.keepwell.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one text of a document says and another does not, field by field. Comments and layout are
 * not looked at; parts of lists that have an id are the same part wherever they stand.
 */
public final class DocumentChanges {

    private static final int SHOWN_MAX = 200;

    /** By what parts of lists are known, the first that all of them have. */
    private static final List<String> KEYS =
            List.of("id", "name", "status", "from", "at", "is", "scorecard");

    private final List<Change> changes = new ArrayList<>();

    private DocumentChanges() {}

    /**
     * A field that differs.
     *
     * @param path from the document's outermost mapping: {@code dimensions.usage.weight}
     * @param from what it said, as one line; null where it is new
     * @param to what it says, as one line; null where it is gone
     */
    public record Change(String path, @Nullable String from, @Nullable String to) {

        /**
         * For people.
         *
         * @return for example {@code dimensions.usage.weight: 30 -> 35}
         */
        public String inWords() {
            if (from == null) {
                return "%s: added %s".formatted(path, to);
            }
            return to == null
                    ? "%s: removed %s".formatted(path, from)
                    : "%s: %s -> %s".formatted(path, from, to);
        }
    }

    /**
     * Compares two texts of a document.
     *
     * @param before as it was
     * @param after as it is
     * @return what differs, in the order of the later one; empty where only comments or layout do
     */
    public static List<Change> between(PolicyDocument before, PolicyDocument after) {
        var found = new DocumentChanges();
        Optional<Yaml.Mapping> old = root(before);
        Optional<Yaml.Mapping> now = root(after);
        if (old.isPresent() && now.isPresent()) {
            found.mappings("", old.get(), now.get());
        }
        return List.copyOf(found.changes);
    }

    private static Optional<Yaml.Mapping> root(PolicyDocument document) {
        return Sheet.open(document, new Report(document.file())).map(Sheet::root);
    }

    private void values(String path, Yaml old, Yaml now) {
        if (old instanceof Yaml.Mapping one && now instanceof Yaml.Mapping other) {
            mappings(path, one, other);
        } else if (old instanceof Yaml.Sequence one && now instanceof Yaml.Sequence other) {
            lists(path, one, other);
        } else if (!text(old).equals(text(now))) {
            changes.add(new Change(path, shown(old), shown(now)));
        }
    }

    private void mappings(String path, Yaml.Mapping old, Yaml.Mapping now) {
        Set<String> keys = new LinkedHashSet<>(now.entries().keySet());
        keys.addAll(old.entries().keySet());
        for (String key : keys) {
            compared(within(path, key), value(old, key), value(now, key));
        }
    }

    private void compared(String path, @Nullable Yaml old, @Nullable Yaml now) {
        if (old == null) {
            changes.add(new Change(path, null, now == null ? null : shown(now)));
        } else if (now == null) {
            changes.add(new Change(path, shown(old), null));
        } else {
            values(path, old, now);
        }
    }

    private void lists(String path, Yaml.Sequence old, Yaml.Sequence now) {
        for (String key : KEYS) {
            Map<String, Yaml> had = by(key, old);
            Map<String, Yaml> has = by(key, now);
            if (had.size() == old.items().size() && has.size() == now.items().size()) {
                parts(path, had, has);
                return;
            }
        }
        if (!text(old).equals(text(now))) {
            changes.add(new Change(path, shown(old), shown(now)));
        }
    }

    private void parts(String path, Map<String, Yaml> had, Map<String, Yaml> has) {
        Set<String> ids = new LinkedHashSet<>(has.keySet());
        ids.addAll(had.keySet());
        ids.forEach(id -> compared(within(path, id), had.get(id), has.get(id)));
        List<String> oldOrder = had.keySet().stream().filter(has::containsKey).toList();
        List<String> newOrder = has.keySet().stream().filter(had::containsKey).toList();
        if (!oldOrder.equals(newOrder)) {
            changes.add(
                    new Change(
                            path + " (order)",
                            String.join(", ", oldOrder),
                            String.join(", ", newOrder)));
        }
    }

    /** The parts by what they are known by; fewer than there are where that is not unique. */
    private static Map<String, Yaml> by(String key, Yaml.Sequence list) {
        Map<String, Yaml> parts = new LinkedHashMap<>();
        for (Yaml item : list.items()) {
            if (item instanceof Yaml.Mapping mapping
                    && value(mapping, key) instanceof Yaml.Scalar scalar) {
                parts.put(scalar.text(), item);
            }
        }
        return parts;
    }

    private static @Nullable Yaml value(Yaml.Mapping mapping, String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry == null ? null : entry.value();
    }

    private static String within(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(Yaml value) {
        String text = text(value).replaceAll("\\s+", " ").strip();
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    /** In one line, as YAML in braces has it. */
    private static String text(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> scalar.text();
            case Yaml.Sequence list ->
                    list.items().stream()
                            .map(DocumentChanges::text)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Yaml.Mapping mapping ->
                    mapping.entries().entrySet().stream()
                            .map(it -> it.getKey() + ": " + text(it.getValue().value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
