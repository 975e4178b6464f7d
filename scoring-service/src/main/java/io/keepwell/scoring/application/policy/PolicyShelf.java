package io.keepwell.scoring.application.policy;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where policies are kept that were applied. */
public interface PolicyShelf {

    /**
     * The policies in force.
     *
     * @param version the bundle's version
     * @param appliedAt since when
     * @param appliedBy who said so
     * @param documents by kind and id
     */
    record InForce(
            String version, Instant appliedAt, String appliedBy, List<DocumentVersion> documents) {

        /** Copies the list. */
        public InForce {
            documents = List.copyOf(documents);
        }
    }

    /**
     * What somebody wants to be in force.
     *
     * @param bundle all documents, which were checked
     * @param by who
     * @param at when
     * @param expected whether the version that is in force is one that may be replaced; it is null
     *     before there is any
     */
    record Application(
            PolicyBundle bundle,
            String by,
            Instant at,
            Predicate<? super @Nullable String> expected) {}

    /** What became of it. */
    sealed interface Outcome {

        /**
         * It is in force, or would be.
         *
         * @param previousVersion what was before, null when there was nothing
         * @param difference what is different
         */
        record Done(@Nullable String previousVersion, Difference difference) implements Outcome {

            /**
             * Whether anything was written.
             *
             * @param version the version that was applied
             * @return not when it was in force before
             */
            public boolean isNews(String version) {
                return !version.equals(previousVersion);
            }
        }

        /**
         * Other policies are in force than the caller expects.
         *
         * @param version which; null when there are none
         */
        record Superseded(@Nullable String version) implements Outcome {}
    }

    /**
     * Asks for the policies in force.
     *
     * @return them, or empty before there are any
     */
    CompletionStage<Optional<InForce>> inForce();

    /**
     * Asks for a document in force.
     *
     * @param kind its kind
     * @param id its id
     * @return its text, or empty when there is none such
     */
    CompletionStage<Optional<String>> document(String kind, String id);

    /**
     * Says what applying would do.
     *
     * @param application what is to be in force
     * @return what would become of it
     */
    CompletionStage<Outcome> compare(Application application);

    /**
     * Puts policies in force and tells readers of them, both or neither. What is in force already
     * is left as it is, and nobody is told.
     *
     * @param application what is to be in force
     * @return what became of it
     */
    CompletionStage<Outcome> apply(Application application);

    /**
     * That policies were put in force once.
     *
     * @param number its place among all of these, from 1 on
     * @param version which
     * @param previousVersion what was in force before, null when there was nothing
     * @param appliedAt when
     * @param appliedBy who said so
     */
    record Past(
            long number,
            String version,
            @Nullable String previousVersion,
            Instant appliedAt,
            String appliedBy) {}

    /**
     * Policies that were in force once, or are.
     *
     * @param version the bundle's version
     * @param appliedAt when they were applied last
     * @param appliedBy who said so then
     * @param documents by kind and id, each in a file that is named as it is
     */
    record Stored(
            String version, Instant appliedAt, String appliedBy, List<PolicyDocument> documents) {

        /** Copies the list. */
        public Stored {
            documents = List.copyOf(documents);
        }
    }

    /**
     * What was in force when.
     *
     * @param limit the most
     * @param before only what comes before this number; the latest when it is the largest there is
     * @return the latest first
     */
    CompletionStage<List<Past>> history(int limit, long before);

    /**
     * Looks versions up.
     *
     * @param beginning the first digits of a version, or all of them
     * @return those that begin so, two at most: then it is not clear which is meant
     */
    CompletionStage<List<String>> versions(String beginning);

    /**
     * Asks for policies that were applied.
     *
     * @param version the whole version
     * @return them, or empty when they never were
     */
    CompletionStage<Optional<Stored>> stored(String version);
}
