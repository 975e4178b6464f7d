package io.keepwell.model.token;

import io.keepwell.model.WireName;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Which accounts the holder of a token sees: the claim {@code accounts}. The widest is last. */
public enum AccountsSeen implements WireName {
    /** Those whose manager the holder is. */
    OWN,
    /** Those of the holder's team. */
    TEAM,
    /** Every account. */
    ALL;

    /**
     * Reads the claim.
     *
     * @param word as the token holds it
     * @return what it means
     * @throws IllegalArgumentException when it is none of the three; the message lists them
     */
    public static AccountsSeen of(String word) {
        return Arrays.stream(values())
                .filter(seen -> seen.wireName().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the claim 'accounts' must be one of "
                                        + Arrays.stream(values())
                                                .map(WireName::wireName)
                                                .collect(Collectors.joining(", "))));
    }
}
