package io.keepwell.policy.webhook;

import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a field stands in a body: a JSON Pointer (RFC 6901), such as {@code
 * /data/object/items/data/0/quantity}. In XML the same pointers name elements without their
 * prefixes, and attributes as {@code /@name}.
 *
 * @param names the names and array indexes to follow, from the outside to the inside, at most 100;
 *     none for the whole
 */
public record FieldPath(List<String> names) {

    /** The whole body, or the whole item. */
    public static final FieldPath WHOLE = new FieldPath(List.of());

    private static final int NAMES_MAX = 100;
    private static final int LENGTH_MAX = 2_000;

    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException when there are more than 100
     */
    public FieldPath {
        names = List.copyOf(names);
        if (names.size() > NAMES_MAX) {
            throw new IllegalArgumentException(
                    "a field path must have at most %d names, had %d: no body is read that deep"
                            .formatted(NAMES_MAX, names.size()));
        }
    }

    /**
     * Reads a pointer.
     *
     * @param pointer what RFC 6901 allows, at most 2,000 characters: {@code /} before every name,
     *     {@code ~0} for a {@code ~} and {@code ~1} for a {@code /} in a name; {@code ""} is the
     *     whole
     * @return the path
     * @throws IllegalArgumentException with the cure, when it is no pointer
     */
    public static FieldPath parse(String pointer) {
        if (pointer.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a field path must have at most %d characters, had %d"
                            .formatted(LENGTH_MAX, pointer.length()));
        }
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "a field path must begin with \"/\", like \"/data/id\", was \"%s\": write \"%s\""
                            .formatted(shown(pointer), shown(cured(pointer))));
        }
        var names = new ArrayList<String>();
        int from = 1;
        while (from <= pointer.length()) {
            int slash = pointer.indexOf('/', from);
            int to = slash < 0 ? pointer.length() : slash;
            names.add(unescaped(pointer, from, to));
            from = to + 1;
        }
        return new FieldPath(names);
    }

    /**
     * The pointer as {@link #parse} reads it.
     *
     * @return {@code ""} for the whole
     */
    @Override
    public String toString() {
        var pointer = new StringBuilder();
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String unescaped(String pointer, int from, int to) {
        var name = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = pointer.charAt(at);
            if (c == '~') {
                at++;
                char escaped = at < to ? pointer.charAt(at) : ' ';
                if (escaped != '0' && escaped != '1') {
                    throw new IllegalArgumentException(
                            "a \"~\" in a field path must be written as \"~0\", and a \"/\" in a name as \"~1\", was \"%s\""
                                    .formatted(shown(pointer)));
                }
                c = escaped == '0' ? '~' : '/';
            }
            name.append(c);
            at++;
        }
        return name.toString();
    }

    /** What was meant by {@code data.id}, {@code $.items[0].id}, {@code #/data} or the like. */
    private static String cured(String path) {
        var pointer = new StringBuilder();
        boolean isPointer = path.indexOf('/') >= 0;
        boolean isBetween = true;
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            if (at == 0 && (c == '$' || c == '#')) {
                continue;
            }
            if (isPointer ? c == '/' : ".[]'\"".indexOf(c) >= 0) {
                isBetween = true;
            } else {
                pointer.append(isBetween ? "/" : "").append(c);
                isBetween = false;
            }
        }
        return pointer.toString();
    }

    private static String shown(String path) {
        return Words.cut(path);
    }
}
