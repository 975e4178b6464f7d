package io.keepwell.policy.account;

import java.util.List;
import java.util.Set;

/**
 * Which card judges an account: the first choice that fits.
 *
 * @param choices in the order in which they are tried; the last fits everybody
 */
public record Resolver(List<Choice> choices) {

    /**
     * A card and whom it judges.
     *
     * @param scorecard the card's id
     * @param segments the segments, empty for all
     * @param stages the stages, empty for all
     */
    public record Choice(String scorecard, Set<String> segments, Set<String> stages) {

        /** Copies the sets. */
        public Choice {
            segments = Set.copyOf(segments);
            stages = Set.copyOf(stages);
        }

        boolean fitsAll() {
            return segments.isEmpty() && stages.isEmpty();
        }
    }

    /** Checks that every account has a card. */
    public Resolver {
        choices = List.copyOf(choices);
        if (choices.isEmpty() || !choices.getLast().fitsAll()) {
            throw new IllegalArgumentException(
                    "the last choice must name neither segments nor stages, or some accounts had"
                            + " no scorecard");
        }
    }
}
