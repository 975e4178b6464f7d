package io.keepwell.policy.reaction;

/**
 * What may come of a play that a person closes (requirement A14).
 *
 * @param success in a word; only when all success criteria are met: {@code saved} …
 * @param failure in a word; whatever is met: {@code lost} …
 */
public record Outcomes(String success, String failure) {

    /** Checks that the two can be told apart. */
    public Outcomes {
        if (success.equals(failure)) {
            throw new IllegalArgumentException(
                    "success and failure must differ, both are '%s'".formatted(success));
        }
    }
}
