package io.keepwell.policy.files;

import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyLimits;
import io.keepwell.policy.PolicyProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The policy files of some places, as they are written. */
final class FoundFiles {

    /** Where a build keeps its copies. */
    private static final String BUILD_OUTPUT = "target";

    private final List<PolicyFile> files = new ArrayList<>();
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private FoundFiles() {}

    static FoundFiles at(List<Path> places) {
        var found = new FoundFiles();
        places.forEach(found::addAll);
        return found;
    }

    /** Each named by its path, in the order of the places. */
    List<PolicyFile> files() {
        return List.copyOf(files);
    }

    /** What could not be read. */
    List<PolicyProblem> problems() {
        return List.copyOf(problems);
    }

    private void addAll(Path place) {
        try (Stream<Path> below = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = below.filter(path -> isPolicyFile(place, path)).sorted().toList();
            if (found.isEmpty()) {
                problem(
                        place,
                        "there is no *.yaml or *.yml file here",
                        "Name the directory of the policy files, or one of them.");
            }
            found.stream()
                    .filter(file -> seen.add(file.toAbsolutePath().normalize()))
                    .forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            problem(place, "it cannot be read: " + e, "Check that it exists and may be read.");
        }
    }

    private static boolean isPolicyFile(Path place, Path path) {
        for (Path part : place.relativize(path)) {
            if (part.toString().startsWith(".") || part.toString().equals(BUILD_OUTPUT)) {
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
