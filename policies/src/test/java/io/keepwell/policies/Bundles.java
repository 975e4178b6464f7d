package io.keepwell.policies;

import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of this module, as a deployment reads them. */
final class Bundles {

    /** What a new deployment begins with. */
    static final Path DEFAULT = Path.of("default");

    private Bundles() {}

    /** The policies of a bundle, which must have no problem. */
    static PolicySet read(Path bundle) {
        List<PolicyFile> texts =
                files(bundle).map(file -> new PolicyFile(file.toString(), text(file))).toList();
        return switch (PolicyParser.parseAll(texts)) {
            case PolicyResult.Refused<PolicyBundle>(var problems) -> fail("no YAML: " + problems);
            case PolicyResult.Accepted<PolicyBundle>(var parsed) ->
                    switch (PolicyReader.read(parsed, EventCatalogue.standard())) {
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                fail("refused: " + problems);
                        case PolicyResult.Accepted<PolicySet>(var set) -> set;
                    };
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

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
