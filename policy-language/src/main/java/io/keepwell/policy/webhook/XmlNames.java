package io.keepwell.policy.webhook;

import java.util.List;

/** Finds paths that cannot stand in any XML document, and so would never find anything. */
final class XmlNames {

    private static final char ATTRIBUTE = '@';

    private XmlNames() {}

    /** Requires that a path names an element or an attribute. */
    static void check(FieldPath path) {
        List<String> names = path.names();
        boolean isAttribute = isAttribute(path);
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            boolean isLast = at == names.size() - 1;
            checkName(path, isAttribute && isLast ? name.substring(1) : name);
        }
    }

    /** Requires that a path names an element. */
    static void checkElement(FieldPath path) {
        if (isAttribute(path)) {
            throw new IllegalArgumentException(
                    "%s must name an element that is repeated, an attribute is not"
                            .formatted(path));
        }
        check(path);
    }

    private static boolean isAttribute(FieldPath path) {
        return !path.names().isEmpty() && path.names().getLast().indexOf(ATTRIBUTE) == 0;
    }

    private static void checkName(FieldPath path, String name) {
        int colon = name.indexOf(':');
        if (colon >= 0) {
            throw new IllegalArgumentException(
                    "%s must name elements and attributes without their prefixes: write \"%s\" instead of \"%s\""
                            .formatted(path, name.substring(colon + 1), name));
        }
        if (name.indexOf(ATTRIBUTE) == 0) {
            throw new IllegalArgumentException(
                    "%s must end with its attribute, nothing stands inside of one".formatted(path));
        }
        if (name.isEmpty() || !(Character.isLetter(name.codePointAt(0)) || name.charAt(0) == '_')) {
            throw new IllegalArgumentException(
                    "%s cannot stand in XML, where no name is \"%s\"; repeated elements have no numbers, name them as the items"
                            .formatted(path, name));
        }
    }
}
