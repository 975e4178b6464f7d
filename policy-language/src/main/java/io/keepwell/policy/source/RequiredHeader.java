package io.keepwell.policy.source;

/**
 * A header by which a sender says that it signs by this scheme and by no other.
 *
 * @param name the header's
 * @param value all of its value, in this very case
 */
public record RequiredHeader(String name, String value) {

    /** Checks the name. */
    public RequiredHeader {
        SchemeNames.checkHeader("the required header", name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "the required header %s must have a value".formatted(name));
        }
    }

    /** As it would stand in a request. */
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
