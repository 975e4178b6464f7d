package io.keepwell.policy.files;

import io.keepwell.policy.BundleSpec;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.BundleReader;
import io.keepwell.policy.reading.DocumentKeys;
import io.keepwell.policy.reading.PolicyTestsReader;
import io.keepwell.policy.words.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Completes a bundle: what it says itself, and what it takes over from the one that it extends. All
 * others are given complete bundles and need not know of this.
 */
final class Completion {

    private static final String STAND_ALONE =
            "Move it into a folder of its own, beside the other one.";

    private final List<PolicyProblem> problems = new ArrayList<>();

    /**
     * Completes the files of one bundle.
     *
     * @param files its own
     * @param folder where its document of kind Bundle is, if it has one
     * @return the files with all its documents at their lines; those given where there is nothing
     *     to complete, and after problems
     */
    List<PolicyFile> complete(List<PolicyFile> files, Path folder) {
        List<PolicyDocument> own = parse(files);
        if (heads(own).isEmpty() || !problems.isEmpty()) {
            return files;
        }
        List<PolicyDocument> all = complete(own, folder, List.of(folder));
        return problems.isEmpty() ? written(all) : files;
    }

    List<PolicyProblem> problems() {
        return List.copyOf(problems);
    }

    private List<PolicyDocument> parse(List<PolicyFile> files) {
        var documents = new ArrayList<PolicyDocument>();
        for (PolicyFile file : files) {
            switch (PolicyParser.parse(file)) {
                case PolicyResult.Accepted<List<PolicyDocument>>(var its) -> documents.addAll(its);
                case PolicyResult.Refused<List<PolicyDocument>>(var more) -> problems.addAll(more);
            }
        }
        return documents;
    }

    private static List<PolicyDocument> heads(List<PolicyDocument> documents) {
        return documents.stream().filter(it -> it.kind().equals(BundleReader.KIND)).toList();
    }

    /**
     * The documents of a folder and of those that it extends.
     *
     * @param chain the folders that led here, this one last
     */
    private List<PolicyDocument> complete(List<PolicyDocument> all, Path folder, List<Path> chain) {
        List<PolicyDocument> own =
                all.stream().filter(it -> !it.kind().equals(BundleReader.KIND)).toList();
        List<PolicyDocument> heads = heads(all);
        heads.stream().filter(it -> !isIn(folder, it)).forEach(it -> refuseInner(it, folder));
        List<PolicyDocument> its = heads.stream().filter(it -> isIn(folder, it)).toList();
        its.stream().skip(1).forEach(second -> refuseSecond(second, its.getFirst()));
        if (its.isEmpty()) {
            return own;
        }
        return switch (BundleReader.read(its.getFirst())) {
            case PolicyResult.Accepted<BundleSpec>(var spec) -> extended(spec, own, folder, chain);
            case PolicyResult.Refused<BundleSpec>(var more) -> {
                problems.addAll(more);
                yield own;
            }
        };
    }

    private List<PolicyDocument> extended(
            BundleSpec spec, List<PolicyDocument> own, Path folder, List<Path> chain) {
        if (spec.base() == null) {
            return own;
        }
        Path base = Folders.beside(folder, spec.base());
        if (!Files.isDirectory(base)) {
            problems.add(
                    spec.base()
                            .problem(
                                    "there is no folder '%s'".formatted(base),
                                    "Name a folder beside this one, as in 'extends:"
                                            + " ../default'."));
            return own;
        }
        if (chain.stream().anyMatch(it -> Folders.areSame(it, base))) {
            refuseCircle(spec.base(), chain, base);
            return own;
        }
        var longer = new ArrayList<>(chain);
        longer.add(base);
        FoundFiles found = FoundFiles.at(List.of(base));
        problems.addAll(found.problems());
        // What a test expects, it expects of the policies that it lies beside.
        List<PolicyDocument> taken =
                complete(parse(found.files()), base, longer).stream()
                        .filter(it -> !it.kind().equals(PolicyTestsReader.KIND))
                        .toList();
        if (PolicyBundle.of(taken) instanceof PolicyResult.Refused<PolicyBundle>(var repeated)) {
            problems.addAll(repeated);
        }
        return problems.isEmpty() ? merged(spec, base, own, taken) : own;
    }

    private List<PolicyDocument> merged(
            BundleSpec spec, Path base, List<PolicyDocument> own, List<PolicyDocument> taken) {
        var ofBase = new LinkedHashMap<String, PolicyDocument>();
        taken.forEach(it -> ofBase.put(it.key(), it));
        Set<String> keys = new LinkedHashSet<>();
        own.forEach(it -> keys.add(it.key()));
        for (BundleSpec.LeftOut leftOut : spec.without()) {
            if (keys.contains(leftOut.document())) {
                problems.add(
                        leftOut.written()
                                .problem(
                                        "this bundle has a '%s' of its own"
                                                .formatted(leftOut.document()),
                                        "Remove it here: it stands in place of the base's as it"
                                                + " is."));
            } else {
                leaveOut(leftOut, ofBase, base);
            }
        }
        var merged = new ArrayList<>(own);
        ofBase.values().stream().filter(it -> !keys.contains(it.key())).forEach(merged::add);
        return merged;
    }

    private void leaveOut(
            BundleSpec.LeftOut leftOut, Map<String, PolicyDocument> ofBase, Path base) {
        PolicyDocument document = ofBase.get(leftOut.document());
        if (document == null) {
            problems.add(
                    leftOut.written()
                            .problem(
                                    "there is no '%s' in '%s'".formatted(leftOut.document(), base),
                                    Words.nearest(leftOut.document(), ofBase.keySet())
                                            .map("Did you mean '%s'?"::formatted)
                                            .orElse("Remove it.")));
        } else if (leftOut.key() == null) {
            ofBase.remove(leftOut.document());
        } else if (DocumentKeys.of(document).contains(leftOut.key())) {
            ofBase.put(document.key(), DocumentKeys.without(document, leftOut.key()));
        } else {
            problems.add(noKey(leftOut, leftOut.key(), document));
        }
    }

    private static PolicyProblem noKey(
            BundleSpec.LeftOut leftOut, String key, PolicyDocument document) {
        List<String> keys = DocumentKeys.of(document);
        return leftOut.written()
                .problem(
                        "'%s' at %s:%d has no key %s that can be left out"
                                .formatted(
                                        document.key(),
                                        document.file(),
                                        document.line(),
                                        Words.quoted(key)),
                        Words.nearest(key, keys)
                                .map("Did you mean '%s'?"::formatted)
                                .orElse("Remove it, or write the whole document here."));
    }

    private void refuseCircle(BundleSpec.Written extending, List<Path> chain, Path base) {
        var circle = new ArrayList<String>();
        chain.stream()
                .dropWhile(it -> !Folders.areSame(it, base))
                .forEach(it -> circle.add("" + it));
        circle.add("" + base);
        problems.add(
                extending.problem(
                        "bundles extend each other in a circle: %s"
                                .formatted(String.join(", ", circle)),
                        "Let one of them extend none."));
    }

    private void refuseSecond(PolicyDocument second, PolicyDocument first) {
        problems.add(
                problem(
                        second,
                        "a folder is one bundle, and there is already '%s' at %s:%d"
                                .formatted(first.id(), first.file(), first.line()),
                        "Remove one of the two."));
    }

    private void refuseInner(PolicyDocument inner, Path folder) {
        problems.add(
                problem(
                        inner,
                        "the bundle '%s' lies within that of '%s'".formatted(inner.id(), folder),
                        STAND_ALONE));
    }

    private static PolicyProblem problem(PolicyDocument document, String message, String cure) {
        return new PolicyProblem(document.file(), document.line(), 1, message, cure);
    }

    private static boolean isIn(Path folder, PolicyDocument document) {
        return Folders.areSame(folder, Folders.of(document));
    }

    /** Documents as files that hold nothing else, each at the line at which it was written. */
    static List<PolicyFile> written(List<PolicyDocument> documents) {
        var byFile = new TreeMap<String, TreeMap<Integer, PolicyDocument>>();
        documents.forEach(
                it -> byFile.computeIfAbsent(it.file(), _ -> new TreeMap<>()).put(it.line(), it));
        return byFile.entrySet().stream()
                .map(it -> new PolicyFile(it.getKey(), text(it.getValue().values())))
                .toList();
    }

    private static String text(Collection<PolicyDocument> fromTopToBottom) {
        var text = new StringBuilder();
        int line = 1;
        for (PolicyDocument document : fromTopToBottom) {
            // Above a document that is not the first there is room: its separator was there.
            boolean isFirst = line == 1;
            text.repeat("\n", document.line() - line - (isFirst ? 0 : 1));
            text.append(isFirst ? "" : "---\n").append(document.text());
            line = document.line() + (int) document.text().lines().count();
        }
        return text.toString();
    }
}
