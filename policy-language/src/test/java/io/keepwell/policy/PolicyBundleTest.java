package io.keepwell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.model.policy.PolicyAppliedV1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyBundleTest {

    private static final String CARD = "kind: Scorecard\nid: five-pillar\n";
    private static final String PLAY = "kind: Play\nid: five-pillar\n";

    @Test
    void shouldHashTheSortedListOfItsDocuments() {
        // Given
        String lines =
                "Play/five-pillar %s\nScorecard/five-pillar %s\n"
                        .formatted(
                                PolicyAppliedV1.versionOf(PLAY), PolicyAppliedV1.versionOf(CARD));
        // When
        PolicyBundle bundle = Read.bundle(new PolicyFile("a.yaml", CARD + "---\n" + PLAY));
        // Then
        assertThat(bundle.version()).isEqualTo(PolicyAppliedV1.versionOf(lines));
    }

    @Test
    void shouldHaveAVersionThatNeverChangesForTheseDocuments() {
        // Given
        PolicyFile file = new PolicyFile("a.yaml", CARD + "---\n" + PLAY);
        // When
        PolicyBundle bundle = Read.bundle(file);
        // Then
        assertThat(bundle.version())
                .isEqualTo("a115da0eff6f6098b2a1fd486ae7f0d9c0c243e9526d6bf372c236dc87bb0e3a");
    }

    @Test
    void shouldFindADocumentByKindAndId() {
        // Given
        PolicyBundle bundle = Read.bundle(new PolicyFile("a.yaml", CARD + "---\n" + PLAY));
        // When
        var found = bundle.find("Play", "five-pillar");
        // Then
        assertThat(found).map(PolicyDocument::text).contains(PLAY);
        assertThat(bundle.find("Play", "other")).isEmpty();
    }

    @Test
    void shouldBeEmptyWithoutFiles() {
        // Given no files
        // When
        PolicyBundle bundle = Read.bundle();
        // Then
        assertThat(bundle.documents()).isEmpty();
        assertThat(bundle.version()).isEqualTo(PolicyAppliedV1.versionOf(""));
    }

    @ParameterizedTest
    @CsvSource({"scorecard, a, kind must be", "A, A, id must be", "A/B, a, kind must be"})
    void shouldNotBuildADocumentWithABadName(String kind, String id, String message) {
        // Given bad names
        // When
        var building = assertThatThrownBy(() -> new PolicyDocument(kind, id, "text", "a.yaml", 1));
        // Then
        building.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }
}
