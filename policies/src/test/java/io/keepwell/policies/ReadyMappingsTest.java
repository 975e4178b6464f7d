package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.SourcesReader;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.source.SourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadyMappingsTest {

    @Test
    void shouldReadTheMappingOfEveryTypeThatHasOne() {
        List<SourceSpec> sources =
                read(
                        """
                        kind: Source
                        id: %1$s
                        type: %1$s
                        %2$s
                        """);

        assertThat(sources)
                .extracting(source -> source.mapping() == null ? "" : source.mapping().ref().id())
                .containsExactlyInAnyOrder(
                        "zendesk", "hubspot", "stripe", "intercom", "salesforce");
    }

    @Test
    void shouldHaveAMappingOfEveryFileAndAFileOfEveryMapping() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("webhooks"))) {
            assertThat(files.map(file -> "webhooks/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(
                            ReadyMappings.all().stream().map(PolicyFile::name).toList());
        }
    }

    private static List<SourceSpec> read(String document) {
        Stream<PolicyFile> sources =
                SourceType.all().stream()
                        .filter(type -> type.readyMapping().isPresent())
                        .map(type ->
                                new PolicyFile(
                                        type.word() + ".yaml",
                                        document.formatted(type.word(), proof(type))));
        List<PolicyFile> all = Stream.concat(ReadyMappings.all().stream(), sources).toList();
        if (PolicyParser.parseAll(all) instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)) {
            return switch (SourcesReader.read(bundle, EventCatalogue.standard())) {
                case PolicyResult.Accepted<List<SourceSpec>>(var specs) -> specs;
                case PolicyResult.Refused<List<SourceSpec>>(var problems) ->
                        fail(problems.toString());
            };
        }
        return fail("not even YAML");
    }

    private static String proof(SourceType type) {
        return Optional.of(type)
                .filter(it -> it.signature().isPresent())
                .map(_ -> "secretFiles: [secret]")
                .orElse("keys: ['sha256:" + "a".repeat(64) + "']\norganization: 00D000000000001");
    }
}
