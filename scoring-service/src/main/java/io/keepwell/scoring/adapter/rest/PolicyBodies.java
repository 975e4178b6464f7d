package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.Require;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemType;
import io.keepwell.scoring.application.policy.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a body that brings policies, and where in it. */
final class PolicyBodies {

    private static final int FILES_MAX = 1_000;
    private static final String FILES = "/files";

    private PolicyBodies() {}

    /** What a body brings. */
    sealed interface Taken {

        /**
         * Files, which may have problems of their own.
         *
         * @param files all of them
         */
        record Files(List<PolicyFile> files) implements Taken {}

        /**
         * Nothing that could be read.
         *
         * @param problem what to answer
         */
        record Wrong(Problem problem) implements Taken {}
    }

    /**
     * Takes a body apart.
     *
     * @param body as it was sent, or null where nothing was
     * @return its files, or what is wrong with it
     */
    static Taken take(PolicyViews.@Nullable Body body) {
        if (body == null) {
            return new Taken.Wrong(ProblemType.MALFORMED.withDetail("send a body with files"));
        }
        var errors = new ArrayList<Problem.FieldError>();
        List<PolicyFile> files = files(body, errors);
        return errors.isEmpty()
                ? new Taken.Files(files)
                : new Taken.Wrong(
                        ProblemType.UNPROCESSABLE.withErrors(
                                "correct what the errors name; nothing was done", errors));
    }

    /** What a body brings, read as policies. */
    sealed interface Read {

        /**
         * Policies that are in order.
         *
         * @param policies them
         */
        record Sound(Submission.Checked policies) implements Read {}

        /**
         * None that could be used.
         *
         * @param problem what to answer
         */
        record Wrong(Problem problem) implements Read {}
    }

    /**
     * Reads the policies of a body that must be in order.
     *
     * @param body as it was sent, or null where nothing was
     * @param catalogue what is known of event types
     * @return the policies, or what is wrong with them
     */
    static Read read(PolicyViews.@Nullable Body body, EventCatalogue catalogue) {
        return switch (take(body)) {
            case Taken.Wrong(Problem problem) -> new Read.Wrong(problem);
            case Taken.Files(List<PolicyFile> files) ->
                    switch (Submission.read(files, catalogue)) {
                        case PolicyResult.Refused<Submission.Checked>(var problems) ->
                                new Read.Wrong(refused(files, problems));
                        case PolicyResult.Accepted<Submission.Checked>(var checked) ->
                                new Read.Sound(checked);
                    };
        };
    }

    /**
     * Says what is wrong with policies.
     *
     * @param files the files of the body
     * @param problems what is wrong with them
     * @return what to answer
     */
    static Problem refused(List<PolicyFile> files, List<PolicyProblem> problems) {
        return ProblemType.UNPROCESSABLE.withErrors(
                "the policies have problems; nothing was done", errors(files, problems));
    }

    private static List<PolicyFile> files(
            PolicyViews.Body body, List<? super Problem.FieldError> errors) {
        var files = new ArrayList<PolicyFile>();
        List<PolicyViews.@Nullable File> sent = body.files() == null ? List.of() : body.files();
        if (sent.isEmpty() || sent.size() > FILES_MAX) {
            errors.add(
                    new Problem.FieldError(
                            FILES,
                            "files must hold 1 to %d files, had %d"
                                    .formatted(FILES_MAX, sent.size())));
            return List.of();
        }
        Set<String> names = new HashSet<>();
        for (PolicyViews.@Nullable File file : sent) {
            String pointer = FILES + "/" + files.size();
            PolicyFile read =
                    new PolicyFile(
                            text(pointer + "/name", file == null ? null : file.name(), errors),
                            text(pointer + "/text", file == null ? null : file.text(), errors));
            require(pointer + "/name", "name", read.name(), errors);
            if (!names.add(read.name())) {
                errors.add(
                        new Problem.FieldError(
                                pointer + "/name", "another file has this name; choose one"));
            }
            files.add(read);
        }
        return List.copyOf(files);
    }

    /** One error a problem, which points to the file. */
    private static List<Problem.FieldError> errors(
            List<PolicyFile> files, List<PolicyProblem> problems) {
        List<String> names = files.stream().map(PolicyFile::name).toList();
        return problems.stream()
                .map(problem -> {
                    int index = names.indexOf(problem.file());
                    return new Problem.FieldError(
                            index < 0 ? FILES : FILES + "/" + index, problem.toString());
                })
                .toList();
    }

    private static String text(
            String pointer, @Nullable String value, List<? super Problem.FieldError> errors) {
        if (value == null) {
            errors.add(new Problem.FieldError(pointer, "it is required"));
            return "";
        }
        return value;
    }

    private static void require(
            String pointer, String field, String value, List<? super Problem.FieldError> errors) {
        if (value.isEmpty() && !errors.isEmpty()) {
            return;
        }
        try {
            Require.id(field, value);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError(pointer, "" + e.getMessage()));
        }
    }
}
