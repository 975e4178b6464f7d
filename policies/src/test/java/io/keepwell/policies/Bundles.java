package io.keepwell.policies;

import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bundles of this module, as a deployment reads them. */
final class Bundles {

    /** What a new deployment begins with. */
    static final Path DEFAULT = Path.of("default");

    /** Read once: to compile all expressions takes longer than most tests. */
    private static final Map<Path, PolicySet> READ = new ConcurrentHashMap<>();

    private Bundles() {}

    /** What a document of the owner asks for: 000 to 004. */
    static Path seed(int number) {
        return Path.of("seed-%03d".formatted(number));
    }

    /** All that can be put in force. */
    static Stream<Path> all() {
        return Stream.concat(
                Stream.of(DEFAULT), IntStream.rangeClosed(0, 4).mapToObj(Bundles::seed));
    }

    /** The policies of a bundle, which must have no problem. */
    static PolicySet read(Path bundle) {
        return READ.computeIfAbsent(bundle, it -> read(documents(it)));
    }

    /** The policies that some documents are, which must have no problem. */
    static PolicySet read(PolicyBundle bundle) {
        return switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
            case PolicyResult.Refused<PolicySet>(var problems) -> fail("refused: " + problems);
            case PolicyResult.Accepted<PolicySet>(var set) -> set;
        };
    }

    /** All documents of a bundle, with those that it takes over. */
    static PolicyBundle documents(Path bundle) {
        return accepted(PolicyFiles.read(bundle));
    }

    /** The signals of a bundle over a score that is the value which was reported last. */
    static PolicySet signalsOverReportedValue(Path bundle) {
        String card =
                """
                kind: Scorecard
                id: told
                bands: [{status: green, from: 80}, {status: red, from: 0}]
                minCoverage: 0
                dimensions:
                - id: value
                  weight: 1
                  measures:
                  - id: reported
                    weight: 1
                    value: latest('outcome.value-reported')
                    transform: {ratio: {full: 100}}
                """;
        PolicyBundle told =
                accepted(PolicyParser.parseAll(List.of(new PolicyFile("told.yaml", card))));
        Stream<PolicyDocument> signals =
                documents(bundle).documents().stream()
                        // What they ask for besides is with them.
                        .filter(it -> it.kind().equals("Signals") || it.kind().equals("RiskScore"));
        return read(
                accepted(
                        PolicyBundle.of(
                                Stream.concat(told.documents().stream(), signals).toList())));
    }

    private static PolicyBundle accepted(PolicyResult<PolicyBundle> result) {
        return switch (result) {
            case PolicyResult.Refused<PolicyBundle>(var problems) -> fail("refused: " + problems);
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
        };
    }

    /** The files of a bundle. */
    static Stream<Path> files(Path bundle) {
        try (var found = Files.walk(bundle)) {
            return found.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
