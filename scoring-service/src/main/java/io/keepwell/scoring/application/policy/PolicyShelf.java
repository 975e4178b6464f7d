package io.keepwell.scoring.application.policy;

import io.keepwell.policy.PolicyBundle;
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
}
