package io.keepwell.policy.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyLimits;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {

    private static final String CARD = "kind: Scorecard\nid: five-pillar\n";

    @TempDir private Path directory;

    @Test
    void shouldReadAMountedConfigMapOnce() throws IOException {
        // Given what Kubernetes makes of a ConfigMap
        Path version = Files.createDirectory(directory.resolve("..2026_11_21"));
        Files.writeString(version.resolve("cards.yaml"), CARD);
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11_21"));
        Files.createSymbolicLink(directory.resolve("cards.yaml"), Path.of("..data/cards.yaml"));
        // When
        PolicyResult<PolicyBundle> result = PolicyFiles.read(directory);
        // Then
        assertThat(result).isInstanceOf(PolicyResult.Accepted.class);
    }

    @Test
    void shouldReadADirectoryBehindALinkWhateverItsName() throws IOException {
        // Given
        Path hidden = Files.createDirectory(directory.resolve(".hidden"));
        Files.writeString(hidden.resolve("cards.yaml"), CARD);
        Path link = Files.createSymbolicLink(directory.resolve("link"), hidden);
        // When
        PolicyResult<PolicyBundle> result = PolicyFiles.read(link);
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        PolicyResult.Accepted.class,
                        accepted ->
                                assertThat(((PolicyBundle) accepted.value()).documents())
                                        .extracting(PolicyDocument::file)
                                        .containsExactly(link.resolve("cards.yaml").toString()));
    }

    @Test
    void shouldNameBothFilesOfARepeatedDocument() throws IOException {
        // Given
        Path first = Files.writeString(directory.resolve("a.yaml"), CARD);
        Files.writeString(directory.resolve("b.yaml"), CARD);
        // When
        List<PolicyProblem> problems = problems(directory);
        // Then
        assertThat(problems).singleElement().asString().contains("b.yaml:1:1", first + ":1");
    }

    @Test
    void shouldKeepTestsOutOfTheBundleItsVersionAndItsFiles() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("cards.yaml"), CARD);
        PolicyFiles without = PolicyFiles.at(List.of(directory));
        Files.writeString(file, CARD + "---\nkind: PolicyTests\nid: beside\ntests: []\n");
        Files.writeString(
                Files.createDirectory(directory.resolve("tests")).resolve("a.yaml"),
                "kind: PolicyTests\nid: below\ntests: []\n");
        // When
        PolicyFiles with = PolicyFiles.at(List.of(directory));
        // Then
        assertThat(with.tests()).extracting(PolicyDocument::id).containsExactly("beside", "below");
        assertThat(with.tests().getFirst().line()).isEqualTo(4);
        assertThat(with.files()).isEqualTo(without.files());
        assertThat(version(with)).isEqualTo(version(without));
    }

    @Test
    void shouldNotTakeTheTestsOfTheBaseOver() throws IOException {
        // Given
        Path base = Files.createDirectory(directory.resolve("base"));
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(base.resolve("cards.yaml"), CARD);
        Files.writeString(base.resolve("tests.yaml"), "kind: PolicyTests\nid: base\ntests: []\n");
        Files.writeString(own.resolve("bundle.yaml"), "kind: Bundle\nid: own\nextends: ../base\n");
        Files.writeString(own.resolve("tests.yaml"), "kind: PolicyTests\nid: own\ntests: []\n");
        // When
        PolicyFiles files = PolicyFiles.at(List.of(own));
        // Then
        assertThat(files.tests()).extracting(PolicyDocument::id).containsExactly("own");
        assertThat(version(files)).isEqualTo(version(PolicyFiles.at(List.of(base))));
    }

    @Test
    void shouldSayThatThereAreNoFiles() {
        // Given an empty directory
        // When
        List<PolicyProblem> problems = problems(directory);
        // Then
        assertThat(problems)
                .singleElement()
                .hasToString(
                        directory
                                + ":1:1: there is no *.yaml or *.yml file here."
                                + " Name the directory of the policy files, or one of them.");
    }

    @Test
    void shouldSayThatThereIsNoDirectory() {
        // Given
        Path missing = directory.resolve("missing");
        // When
        List<PolicyProblem> problems = problems(missing);
        // Then
        assertThat(problems).singleElement().asString().contains("it cannot be read");
    }

    @Test
    void shouldNotReadAHugeFile() throws IOException {
        // Given
        Files.write(directory.resolve("a.yaml"), new byte[PolicyLimits.FILE_BYTES_MAX + 1]);
        // When
        List<PolicyProblem> problems = problems(directory);
        // Then
        assertThat(problems).singleElement().asString().contains("longer than 4194304 bytes");
    }

    @Test
    void shouldReadSeveralPlacesAsOneBundleAndEachFileOnce() throws IOException {
        // Given
        Path card = Files.writeString(directory.resolve("card.yaml"), CARD);
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("signals.yml"), "kind: Signals\nid: risk\n");
        // When
        PolicyResult<PolicyBundle> result = PolicyFiles.read(List.of(card, other, directory));
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        PolicyResult.Accepted.class,
                        accepted ->
                                assertThat(((PolicyBundle) accepted.value()).documents())
                                        .hasSize(2));
    }

    @Test
    void shouldSayWhichOfSeveralPlacesHasNoFiles() throws IOException {
        // Given
        Path card = Files.writeString(directory.resolve("card.yaml"), CARD);
        Path text = Files.writeString(directory.resolve("notes.txt"), "no policy");
        // When
        List<PolicyProblem> problems = problems(PolicyFiles.read(List.of(card, text)));
        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith(text + ":1:1: there is no *.yaml or *.yml");
    }

    private static List<PolicyProblem> problems(Path directory) {
        return problems(PolicyFiles.read(directory));
    }

    private static List<PolicyProblem> problems(PolicyResult<PolicyBundle> result) {
        return switch (result) {
            case PolicyResult.Accepted<PolicyBundle> _ -> List.of();
            case PolicyResult.Refused<PolicyBundle>(var problems) -> problems;
        };
    }

    private static String version(PolicyFiles files) {
        return files.bundle() instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                ? bundle.version()
                : "refused: " + files.bundle();
    }
}
