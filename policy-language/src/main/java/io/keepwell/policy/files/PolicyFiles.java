package io.keepwell.policy.files;

import io.keepwell.policy.BundleSpec;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.BundleReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy files of a bundle: single ones, and those of directories and all that is below them.
 *
 * <p>A document of kind {@code Bundle} makes its folder, with all that is below it, a bundle by
 * itself; the folder that it extends is one, too. The files of such a bundle are those that there
 * would be if all of it had been written out: with the documents of the folder that it extends, and
 * without the document of kind {@code Bundle}. Tests of policies are kept apart.
 */
public final class PolicyFiles {

    private final String name;
    private final List<PolicyFile> files;
    private final List<PolicyDocument> tests;
    private final List<PolicyProblem> problems;

    private PolicyFiles(String name, List<PolicyFile> files, List<PolicyProblem> problems) {
        var split = new TestsApart(files);
        this.name = name;
        this.files = split.files();
        this.tests = split.tests();
        this.problems = Stream.concat(problems.stream(), split.problems().stream()).toList();
    }

    /**
     * Reads {@code *.yaml} and {@code *.yml}. What begins with a dot is not looked at: it is where
     * Kubernetes keeps the other copies of a mounted file. Neither is a folder {@code target},
     * where builds keep theirs.
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
     * Reads files and directories as one bundle, for who needs the files themselves. That there are
     * several bundles is a problem.
     *
     * @param places files, or directories as for {@link #read(Path)}
     * @return what is there
     */
    public static PolicyFiles at(List<Path> places) {
        List<PolicyFiles> all = allAt(places);
        if (all.size() == 1) {
            return all.getFirst();
        }
        return new PolicyFiles(
                "",
                List.of(),
                List.of(
                        new PolicyProblem(
                                places.getFirst().toString(),
                                1,
                                1,
                                "there are several bundles here: %s"
                                        .formatted(
                                                all.stream()
                                                        .map(PolicyFiles::name)
                                                        .collect(Collectors.joining(", "))),
                                "Name one of them.")));
    }

    /**
     * Files that somebody has in hand, as one bundle that is written out.
     *
     * @param files with the tests among them
     * @return what they hold
     */
    public static PolicyFiles of(List<PolicyFile> files) {
        return new PolicyFiles("", files, List.of());
    }

    /**
     * Reads files and directories. Where there is one bundle at most, all of them are one bundle;
     * otherwise each is by itself, and what lies outside of all is another one.
     *
     * @param places files, or directories as for {@link #read(Path)}
     * @return one for each bundle, at least one
     */
    public static List<PolicyFiles> allAt(List<Path> places) {
        FoundFiles found = FoundFiles.at(places);
        List<Path> folders = folders(found.files());
        if (folders.isEmpty()) {
            return List.of(new PolicyFiles("", found.files(), found.problems()));
        }
        if (folders.size() == 1) {
            Path folder = folders.getFirst();
            return List.of(of("" + folder, found.files(), folder, found.problems()));
        }
        Map<Path, List<PolicyFile>> byFolder = new LinkedHashMap<>();
        folders.forEach(folder -> byFolder.put(folder, new ArrayList<>()));
        var outside = new ArrayList<PolicyFile>();
        for (PolicyFile file : found.files()) {
            folders.stream()
                    .filter(folder -> Folders.holds(folder, file.name()))
                    .findFirst()
                    .map(byFolder::get)
                    .orElse(outside)
                    .add(file);
        }
        var all = new ArrayList<PolicyFiles>();
        byFolder.forEach((folder, files) -> all.add(of("" + folder, files, folder, List.of())));
        if (!outside.isEmpty() || !found.problems().isEmpty()) {
            all.add(new PolicyFiles("other files", outside, found.problems()));
        }
        return List.copyOf(all);
    }

    /**
     * What tells it from the others that were read with it.
     *
     * @return the folder of the bundle; of no use when there is one only
     */
    public String name() {
        return name;
    }

    /**
     * The files that could be read, each named by its path and with its documents at their lines;
     * without the tests of policies.
     *
     * @return in the order of the places
     */
    public List<PolicyFile> files() {
        return files;
    }

    /**
     * The documents of kind {@code PolicyTests}, which lie beside the policies and are never a part
     * of the bundle. A folder has its own, and not those of the one that it extends: what they
     * expect is of that one's policies.
     *
     * @return in the order of the files
     */
    public List<PolicyDocument> tests() {
        return tests;
    }

    /**
     * What could not be read or completed.
     *
     * @return all that {@link #bundle} would say of it
     */
    public List<PolicyProblem> unreadable() {
        return problems;
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
        Stream<PolicyProblem> more =
                parsed instanceof PolicyResult.Refused<PolicyBundle>(var ofFiles)
                        ? ofFiles.stream()
                        : Stream.of();
        return new PolicyResult.Refused<>(
                Stream.concat(problems.stream(), more).distinct().toList());
    }

    private static PolicyFiles of(
            String name, List<PolicyFile> files, Path folder, List<PolicyProblem> unreadable) {
        var completion = new Completion();
        List<PolicyFile> complete = completion.complete(files, folder);
        return new PolicyFiles(
                name,
                complete,
                Stream.concat(unreadable.stream(), completion.problems().stream()).toList());
    }

    /** The folders of bundles, none within another one: who has a Bundle, and who is extended. */
    private static List<Path> folders(List<PolicyFile> files) {
        Map<Path, Path> folders = new LinkedHashMap<>();
        for (PolicyFile file : files) {
            for (PolicyDocument head : heads(file)) {
                Path folder = Folders.of(head);
                folders.putIfAbsent(Folders.absolute(folder), folder);
                base(head)
                        .map(base -> Folders.beside(folder, base))
                        .filter(base ->
                                files.stream().anyMatch(it -> Folders.holds(base, it.name())))
                        .ifPresent(base -> folders.putIfAbsent(Folders.absolute(base), base));
            }
        }
        return folders.entrySet().stream()
                .filter(it ->
                        folders.keySet().stream()
                                .noneMatch(other ->
                                        !other.equals(it.getKey())
                                                && it.getKey().startsWith(other)))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private static List<PolicyDocument> heads(PolicyFile file) {
        // Who looks at a directory again and again need not parse it each time.
        if (!file.text().contains(BundleReader.KIND)) {
            return List.of();
        }
        return PolicyParser.parse(file)
                        instanceof PolicyResult.Accepted<List<PolicyDocument>>(var documents)
                ? documents.stream().filter(it -> it.kind().equals(BundleReader.KIND)).toList()
                : List.of();
    }

    private static Optional<BundleSpec.Written> base(PolicyDocument head) {
        return BundleReader.read(head) instanceof PolicyResult.Accepted<BundleSpec>(var spec)
                ? Optional.ofNullable(spec.base())
                : Optional.empty();
    }
}
