package io.keepwell.policy.source;

import java.util.regex.Pattern;

/** Checks the names in a scheme, which people write. */
final class SchemeNames {

    /** What RFC 9110 calls a token. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern PAIR_KEY = Pattern.compile("[^\\s,=]+");

    private SchemeNames() {}

    static void checkHeader(String what, String name) {
        if (!HEADER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s must be the name of a header, was '%s'".formatted(what, name));
        }
    }

    static void checkPairKey(String what, String key) {
        if (!PAIR_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "%s must be a word without comma, '=' and white space, was '%s'"
                            .formatted(what, key));
        }
    }
}
