package io.keepwell.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of policies begins with: the documents of the folder beside it that it extends, but
 * for what it leaves out and for what it says itself.
 *
 * @param id what people call it
 * @param base the folder that it extends, from its own one: {@code ../default}; null for none
 * @param without what of the base is left out
 */
public record BundleSpec(String id, @Nullable Written base, List<LeftOut> without) {

    /** Copies the list. */
    public BundleSpec {
        without = List.copyOf(without);
    }

    /**
     * A text of the document, and where it stands.
     *
     * @param text what is written
     * @param file the file's name
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     */
    public record Written(String text, String file, int line, int column) {

        /**
         * What is wrong with it.
         *
         * @param message a clause without a full stop
         * @param cure a sentence
         * @return the problem at its place
         */
        public PolicyProblem problem(String message, String cure) {
            return new PolicyProblem(file, line, column, message, cure);
        }
    }

    /**
     * What is left out: a document of the base, or one of its keys.
     *
     * @param written as it is written
     * @param document kind and id, {@code Scorecard/five-pillar}
     * @param key a key of the document's outermost mapping, or null for the whole document
     */
    public record LeftOut(Written written, String document, @Nullable String key) {}
}
