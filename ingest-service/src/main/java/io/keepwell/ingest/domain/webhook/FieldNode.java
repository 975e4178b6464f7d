package io.keepwell.ingest.domain.webhook;

import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A place in a body at which, or inside of which, something is asked for. Immutable.
 *
 * <p>Every place has a number, and those inside of it have the numbers that follow, so that all of
 * them are forgotten at once.
 */
public final class FieldNode {

    /** Every place where nothing is asked for. */
    public static final FieldNode NOTHING = new FieldNode(List.of(), null, 0, 0);

    /** No array is longer. */
    private static final int INDEX_DIGITS_MAX = 9;

    private final Map<String, FieldNode> members;
    private final Map<Integer, FieldNode> elements;
    private final Map<String, FieldNode> attributes;
    private final boolean asked;
    private final boolean each;
    private final boolean holdsItems;
    private final int number;
    private final int end;

    /**
     * Builds a place and all inside of it.
     *
     * @param fields those that stand at the place or inside of it
     * @param each the path of the items, if it leads here
     * @param depth how many names lead here
     */
    private FieldNode(List<FieldPath> fields, @Nullable FieldPath each, int depth, int number) {
        var inside = new LinkedHashMap<String, List<FieldPath>>();
        boolean isAsked = false;
        for (var field : fields) {
            if (field.names().size() == depth) {
                isAsked = true;
            } else {
                inside.computeIfAbsent(field.names().get(depth), _ -> new ArrayList<>()).add(field);
            }
        }
        @Nullable String eachName =
                each != null && each.names().size() > depth ? each.names().get(depth) : null;
        if (eachName != null) {
            inside.computeIfAbsent(eachName, _ -> new ArrayList<>());
        }
        var nodes = new HashMap<String, FieldNode>();
        int next = number + 1;
        for (var entry : inside.entrySet()) {
            String name = entry.getKey();
            var node =
                    new FieldNode(
                            entry.getValue(), name.equals(eachName) ? each : null, depth + 1, next);
            nodes.put(name, node);
            next = node.end;
        }
        this.members = Map.copyOf(nodes);
        this.elements = elements(nodes);
        this.attributes = attributes(nodes);
        this.asked = isAsked;
        this.each = each != null && eachName == null;
        this.holdsItems = each != null;
        this.number = number;
        this.end = next;
    }

    /** The outermost place. */
    static FieldNode of(List<FieldPath> fields, @Nullable FieldPath each) {
        return new FieldNode(fields, each, 0, 0);
    }

    private static Map<Integer, FieldNode> elements(Map<String, FieldNode> nodes) {
        var elements = new HashMap<Integer, FieldNode>();
        nodes.forEach((name, node) -> index(name).ifPresent(at -> elements.put(at, node)));
        return Map.copyOf(elements);
    }

    private static Map<String, FieldNode> attributes(Map<String, FieldNode> nodes) {
        var attributes = new HashMap<String, FieldNode>();
        nodes.forEach((name, node) -> {
            if (name.startsWith("@")) {
                attributes.put(name.substring(1), node);
            }
        });
        return Map.copyOf(attributes);
    }

    private static OptionalInt index(String name) {
        boolean isIndex =
                !name.isEmpty()
                        && name.length() <= INDEX_DIGITS_MAX
                        && (name.charAt(0) != '0' || name.length() == 1)
                        && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return isIndex ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    /**
     * The place of a member of an object, or of an element.
     *
     * @param name its name, without a prefix
     * @return {@link #NOTHING} when nothing is asked for there
     */
    public FieldNode member(String name) {
        return members.getOrDefault(name, NOTHING);
    }

    /**
     * The place of an element of an array.
     *
     * @param index from 0
     * @return {@link #NOTHING} when nothing is asked for there
     */
    public FieldNode element(int index) {
        return elements.getOrDefault(index, NOTHING);
    }

    /**
     * The place of an attribute.
     *
     * @param name its name, without a prefix
     * @return {@link #NOTHING} when nothing is asked for there
     */
    public FieldNode attribute(String name) {
        return attributes.getOrDefault(name, NOTHING);
    }

    /**
     * Whether an element of an array is asked for.
     *
     * @return false when an array that stands here can be skipped
     */
    public boolean hasElements() {
        return !elements.isEmpty();
    }

    /**
     * Whether an attribute is asked for.
     *
     * @return false when the attributes can be skipped
     */
    public boolean hasAttributes() {
        return !attributes.isEmpty();
    }

    /**
     * Whether nothing is asked for, neither here nor inside.
     *
     * @return true for {@link #NOTHING} only
     */
    public boolean isNothing() {
        return this == NOTHING;
    }

    /**
     * Whether the text that stands here is asked for.
     *
     * @return false when only what stands inside is
     */
    public boolean isAsked() {
        return asked;
    }

    /**
     * Whether this is what {@link BodyShape#each()} names.
     *
     * @return true at one place of a body at most
     */
    public boolean isEach() {
        return each;
    }

    /**
     * Whether what {@link BodyShape#each()} names is here or inside.
     *
     * @return true on the way to it
     */
    public boolean holdsItems() {
        return holdsItems;
    }

    /**
     * How many numbers there are up to here and inside; of the outermost place, how many at all.
     */
    int end() {
        return end;
    }

    int number() {
        return number;
    }

    /** Forgets what stood here and inside. */
    void forget(String[] texts) {
        if (!isNothing()) {
            Arrays.fill(texts, number, end, "");
        }
    }

    /** Remembers what stands here, if it is asked for. */
    void remember(String[] texts, String text) {
        if (asked) {
            texts[number] = text;
        }
    }
}
