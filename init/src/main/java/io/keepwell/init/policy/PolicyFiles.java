package io.keepwell.init.policy;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyLimits;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the policy files of a directory and all that is below it. */
public final class PolicyFiles {

    private final Path directory;
    private final List<PolicyFile> files = new ArrayList<>();
    private final List<PolicyProblem> problems = new ArrayList<>();

    private PolicyFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads {@code *.yaml} and {@code *.yml}. What begins with a dot is not looked at: it is where
     * Kubernetes keeps the other copies of a mounted file.
     *
     * @param directory where
     * @return the bundle, or all problems of all files
     */
    public static PolicyResult<PolicyBundle> read(Path directory) {
        return new PolicyFiles(directory).read();
    }

    private PolicyResult<PolicyBundle> read() {
        for (Path file : find()) {
            add(file);
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problem(
                    directory,
                    "there is no *.yaml or *.yml file in this directory",
                    "Point --policies at the directory of the policy files.");
        }
        PolicyResult<PolicyBundle> parsed = PolicyParser.parseAll(files);
        if (problems.isEmpty()) {
            return parsed;
        }
        if (parsed instanceof PolicyResult.Refused<PolicyBundle>(var more)) {
            problems.addAll(more);
        }
        return new PolicyResult.Refused<>(problems);
    }

    private List<Path> find() {
        try (Stream<Path> below = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(this::isPolicyFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            problem(
                    directory,
                    "the directory cannot be read: " + e,
                    "Check that it exists and may be read.");
            return List.of();
        }
    }

    private boolean isPolicyFile(Path path) {
        for (Path part : directory.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.getFileName().toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private void add(Path file) {
        try {
            if (Files.size(file) > PolicyLimits.FILE_BYTES_MAX) {
                problem(
                        file,
                        "the file is longer than %d bytes".formatted(PolicyLimits.FILE_BYTES_MAX),
                        "Split it into several files.");
                return;
            }
            files.add(new PolicyFile(file.toString(), Files.readString(file)));
        } catch (CharacterCodingException e) {
            problem(file, "the file is not in UTF-8", "Save it in UTF-8.");
        } catch (IOException e) {
            problem(file, "the file cannot be read: " + e, "Check that it may be read.");
        }
    }

    private void problem(Path place, String message, String cure) {
        problems.add(new PolicyProblem(place.toString(), 1, 1, message, cure));
    }
}
