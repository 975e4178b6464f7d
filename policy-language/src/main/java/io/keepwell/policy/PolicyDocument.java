package io.keepwell.policy;

import io.keepwell.model.policy.PolicyAppliedV1;
import java.util.regex.Pattern;

/**
 * A policy document as it was written.
 *
 * @param kind what it is, an UpperCamel word: {@code Scorecard}, {@code AlertRule} …
 * @param id its name, kebab-case, unique within its kind
 * @param text its own YAML: neither separators nor neighbours, lines ended by a line feed, so that
 *     the same document has the same version in any file on any platform
 * @param file the file that it stands in
 * @param line the line of the file where it begins, counted from 1
 */
public record PolicyDocument(String kind, String id, String text, String file, int line) {

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Checks kind, id and line. */
    public PolicyDocument {
        if (!isKind(kind)) {
            throw new IllegalArgumentException(
                    "kind must be an UpperCamel word of at most %d characters, was '%s'"
                            .formatted(PolicyLimits.KIND_LENGTH_MAX, kind));
        }
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id must be kebab-case and at most %d characters long, was '%s'"
                            .formatted(PolicyLimits.ID_LENGTH_MAX, id));
        }
        if (line < 1) {
            throw new IllegalArgumentException("line must be 1 or more, was %d".formatted(line));
        }
    }

    /**
     * The document's content hash.
     *
     * @return 64 lower-case hexadecimal digits, as {@link PolicyAppliedV1#versionOf} makes them
     */
    public String version() {
        return PolicyAppliedV1.versionOf(text);
    }

    /**
     * What the document is known by.
     *
     * @return {@code kind/id}
     */
    public String key() {
        return kind + "/" + id;
    }

    /**
     * Whether a text can be the kind of a document.
     *
     * @param text any
     * @return whether it is an UpperCamel word and not too long
     */
    public static boolean isKind(String text) {
        return text.length() <= PolicyLimits.KIND_LENGTH_MAX && KIND.matcher(text).matches();
    }

    /**
     * Whether a text can be the id of a document or of a part of one.
     *
     * @param text any
     * @return whether it is kebab-case and not too long
     */
    public static boolean isId(String text) {
        return text.length() <= PolicyLimits.ID_LENGTH_MAX && ID.matcher(text).matches();
    }
}
