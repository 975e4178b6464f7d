package io.keepwell.policy.files;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads policy files: single ones, and those of directories and all that is below them. */
public final class PolicyFiles {

    private final List<PolicyFile> files = new ArrayList<>();
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private PolicyFiles() {}

    /**
     * Reads {@code *.yaml} and {@code *.yml}. What begins with a dot is not looked at: it is where
     * Kubernetes keeps the other copies of a mounted file.
     *
     * @param directory where
     * @return the bundle, or all problems of all files
     */
    public static PolicyResult<PolicyBundle> read(Path directory) {
        return read(List.of(directory));
    }

    /**
     * Reads files and directories as one bundle; what is named twice is read once.
     *
     * @param places files, or directories as for {@link #read(Path)}
     * @return the bundle, or all problems of all files
     */
    public static PolicyResult<PolicyBundle> read(List<Path> places) {
        return at(places).bundle();
    }

    /**
     * Reads files and directories, for who needs the files themselves.
     *
     * @param places files, or directories as for {@link #read(Path)}
     * @return what is there
     */
    public static PolicyFiles at(List<Path> places) {
        var reading = new PolicyFiles();
        places.forEach(reading::addAll);
        return reading;
    }

    /**
     * The files that could be read, each named by its path.
     *
     * @return in the order of the places
     */
    public List<PolicyFile> files() {
        return List.copyOf(files);
    }

    /**
     * What could not be read.
     *
     * @return all that {@link #bundle} would say of it
     */
    public List<PolicyProblem> unreadable() {
        return List.copyOf(problems);
    }

    /**
     * What the files say.
     *
     * @return the bundle, or all problems of all files
     */
    public PolicyResult<PolicyBundle> bundle() {
        PolicyResult<PolicyBundle> parsed = PolicyParser.parseAll(files);
        if (problems.isEmpty()) {
            return parsed;
        }
        var all = new ArrayList<>(problems);
        if (parsed instanceof PolicyResult.Refused<PolicyBundle>(var more)) {
            all.addAll(more);
        }
        return new PolicyResult.Refused<>(all);
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
