package io.keepwell.ingest.adapter.source;

import io.keepwell.ingest.domain.signature.SignatureVerifier;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.ingest.domain.source.Sources;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policies.ReadyMappings;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.SourcesReader;
import io.keepwell.policy.source.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of a directory, and the secrets that they name. A secret is the content of
 * its file, without a line end that an editor has left behind it.
 */
final class SourceFiles {

    private static final int SECRET_BYTES_MAX = 4_096;

    private final Path directory;

    SourceFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What was read.
     *
     * @param files as they are written
     * @param specs what they say; absent where there are problems with that
     * @param sources the same with their secrets; absent where there are problems
     * @param problems all that is wrong
     */
    record Reading(
            List<PolicyFile> files,
            @Nullable List<SourceSpec> specs,
            @Nullable Sources sources,
            List<PolicyProblem> problems) {}

    /**
     * Reads all of it. What has not changed is not compiled again, so that who looks often does no
     * work for nothing, and equal sources stay the same.
     *
     * @param before the last reading, if there was one
     */
    Reading read(@Nullable Reading before) {
        PolicyFiles found = PolicyFiles.at(List.of(directory));
        List<PolicyFile> files = found.files();
        if (before != null
                && before.specs() != null
                && before.files().equals(files)
                && found.unreadable().isEmpty()) {
            return withSecrets(files, before.specs());
        }
        return switch (found.bundle()) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new Reading(files, null, null, problems);
            case PolicyResult.Accepted<PolicyBundle>(_) -> compiled(files);
        };
    }

    private Reading compiled(List<PolicyFile> files) {
        List<PolicyFile> all = Stream.concat(ReadyMappings.all().stream(), files.stream()).toList();
        return switch (PolicyParser.parseAll(all)) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new Reading(files, null, null, problems);
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    switch (SourcesReader.read(bundle, EventCatalogue.standard())) {
                        case PolicyResult.Refused<List<SourceSpec>>(var problems) ->
                                new Reading(files, null, null, problems);
                        case PolicyResult.Accepted<List<SourceSpec>>(var specs) ->
                                withSecrets(files, specs);
                    };
        };
    }

    private Reading withSecrets(List<PolicyFile> files, List<SourceSpec> specs) {
        List<Source> sources = new ArrayList<>();
        List<PolicyProblem> problems = new ArrayList<>();
        for (SourceSpec spec : specs) {
            List<String> secrets = new ArrayList<>();
            for (String file : spec.secretFiles()) {
                @Nullable String secret = secret(spec.name(), directory.resolve(file), problems);
                if (secret != null) {
                    secrets.add(secret);
                }
            }
            checkSecrets(spec, secrets, problems);
            sources.add(new Source(spec, secrets));
        }
        return new Reading(
                files, specs, problems.isEmpty() ? new Sources(sources) : null, problems);
    }

    /** What is no secret of its scheme would be found out by the first request only. */
    private void checkSecrets(SourceSpec spec, List<String> secrets, List<PolicyProblem> problems) {
        if (secrets.size() < spec.secretFiles().size()) {
            return;
        }
        try {
            SignatureVerifier.checkSecrets(spec.signature(), secrets);
        } catch (IllegalArgumentException e) {
            problems.add(
                    problem(
                            directory.resolve(spec.secretFiles().getFirst()),
                            "source %s: %s".formatted(spec.name(), e.getMessage()),
                            "Write into the file what the sender shows as its signing secret."));
        }
    }

    private static @Nullable String secret(String source, Path file, List<PolicyProblem> problems) {
        try {
            if (Files.size(file) > SECRET_BYTES_MAX) {
                problems.add(
                        problem(
                                file,
                                "the secret of source %s is longer than %d bytes"
                                        .formatted(source, SECRET_BYTES_MAX),
                                "Name the file with nothing but the secret in it."));
                return null;
            }
            String secret = Files.readString(file).stripTrailing();
            if (secret.isBlank()) {
                problems.add(
                        problem(
                                file,
                                "the secret of source %s is empty".formatted(source),
                                "Write into it what the sender shows as its signing secret."));
                return null;
            }
            return secret;
        } catch (IOException e) {
            problems.add(
                    problem(
                            file,
                            "the secret of source %s cannot be read: %s"
                                    .formatted(source, e.getClass().getSimpleName()),
                            "Check that the file exists and may be read; a path that does not begin"
                                    + " with / begins in the directory of the sources."));
            return null;
        }
    }

    private static PolicyProblem problem(Path file, String message, String cure) {
        return new PolicyProblem(file.toString(), 1, 1, message, cure);
    }
}
