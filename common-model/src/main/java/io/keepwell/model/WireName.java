package io.keepwell.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A value of a closed list on the wire: an enum constant in lower case with hyphens, so that {@code
 * CARD_SWITCH} reads {@code card-switch}.
 */
public interface WireName {

    /**
     * The enum's own name.
     *
     * @return as declared
     */
    String name();

    /**
     * The name on the wire.
     *
     * @return lower case with hyphens
     */
    @JsonValue
    default String wireName() {
        return of(name());
    }

    /**
     * Turns a constant's name into its name on the wire.
     *
     * @param constant upper case with underscores
     * @return lower case with hyphens
     */
    static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
