package io.keepwell.ingest.adapter.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.source.Source;
import io.keepwell.ingest.domain.source.Sources;
import io.keepwell.policy.PolicyProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFilesTest {

    private static final String DESK =
            """
            kind: Source
            id: help-desk
            type: zendesk
            secretFiles: [secret]
            """;

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    @TempDir
    private Path directory;

    @Test
    void shouldReadASourceWithItsSecretButNotTheLineEndBehindIt() throws IOException {
        write("desk.yaml", DESK);
        write("secret", "s3cret\r\n");

        assertThat(sources(read(null)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.name()).hasToString("help-desk");
                    assertThat(it.secrets()).containsExactly("s3cret");
                });
    }

    @Test
    void shouldGiveTheSameSourcesWhereNothingHasChangedAndOthersWhereASecretHas()
            throws IOException {
        write("desk.yaml", DESK);
        write("secret", "one");
        SourceFiles.Reading first = read(null);
        SourceFiles.Reading again = read(first);
        write("secret", "two");
        SourceFiles.Reading changed = read(again);

        assertThat(sources(again)).isEqualTo(sources(first));
        assertThat(sources(changed)).isNotEqualTo(sources(first));
        assertThat(sources(changed).getFirst().spec()).isSameAs(sources(first).getFirst().spec());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'is empty'",
        "' \n', 'is empty'",
        "'long', 'is longer than 4096 bytes'",
        ", 'cannot be read: NoSuchFileException'",
    })
    void shouldSayWhatIsWrongWithASecret(@Nullable String secret, String problem)
            throws IOException {
        write("desk.yaml", DESK);
        if (secret != null) {
            write("secret", secret.equals("long") ? "x".repeat(4_097) : secret);
        }

        assertThat(read(null).problems())
                .singleElement()
                .extracting(PolicyProblem::message)
                .asString()
                .isEqualTo("the secret of source help-desk " + problem);
    }

    @Test
    void shouldSayThatASecretIsNoneOfItsSchemeWithoutRepeatingIt() throws IOException {
        write(
                "desk.yaml",
                DESK.replace("type: zendesk", "type: webhook\nmapping: zendesk")
                        + "signature: standard-webhooks\n");
        write("secret", "whsec_canary!");

        assertThat(read(null).problems())
                .singleElement()
                .asString()
                .contains("source help-desk: secret 1")
                .doesNotContain("canary");
    }

    @Test
    void shouldNotPassByAFileThatItCannotReadBesideOthersThatItCan() throws IOException {
        write("desk.yaml", DESK);
        write("secret", "s3cret");
        SourceFiles.Reading before = read(null);
        Files.write(directory.resolve("more.yaml"), new byte[] {(byte) 0xC3, 'x'});

        assertThat(read(before).problems())
                .singleElement()
                .asString()
                .contains("more.yaml:1:1: the file is not in UTF-8");
    }

    @Test
    void shouldNotTakeAnEmptyDirectoryForNoSources() {
        assertThat(read(null).problems())
                .singleElement()
                .asString()
                .contains("there is no *.yaml or *.yml file here");
    }

    private SourceFiles.Reading read(SourceFiles.@Nullable Reading before) {
        return new SourceFiles(directory).read(before);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static List<Source> sources(SourceFiles.Reading reading) {
        assertThat(reading.problems()).isEmpty();
        Sources sources = reading.sources();
        assertThat(sources).isNotNull();
        return sources == null ? List.of() : sources.all();
    }
}
