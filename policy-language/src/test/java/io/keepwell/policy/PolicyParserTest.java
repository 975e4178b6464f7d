package io.keepwell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.policy.PolicyAppliedV1;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyParserTest {

    private static final String CARD = "kind: Scorecard\nid: five-pillar\nbands: [80, 50]\n";
    private static final String RULE = "kind: AlertRule\nid: fell-into-red\n";

    @Test
    void shouldReadKindIdTextVersionAndPlace() {
        // Given
        String text = "# Our cards.\n" + CARD;
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents)
                .containsExactly(new PolicyDocument("Scorecard", "five-pillar", text, "a.yaml", 1));
        assertThat(documents.getFirst().version()).isEqualTo(PolicyAppliedV1.versionOf(text));
        assertThat(documents.getFirst().key()).isEqualTo("Scorecard/five-pillar");
    }

    @Test
    void shouldGiveEachDocumentItsOwnTextAndLine() {
        // Given
        String text = "# The whole file.\n---\n\n" + CARD + "\n--- # the second\n" + RULE + "\n\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents)
                .containsExactly(
                        new PolicyDocument("Scorecard", "five-pillar", CARD, "a.yaml", 4),
                        new PolicyDocument("AlertRule", "fell-into-red", RULE, "a.yaml", 9));
    }

    @Test
    void shouldReadTheSameTextFromAnyPlatform() {
        // Given
        String windows = "\uFEFF" + (CARD + "---\n" + RULE).replace("\n", "\r\n").stripTrailing();
        // When
        List<PolicyDocument> documents = Read.documents(windows);
        // Then
        assertThat(documents).extracting(PolicyDocument::text).containsExactly(CARD, RULE);
    }

    @Test
    void shouldNotTakeHyphensInsideATextForASeparator() {
        // Given
        String text = CARD + "why: |\n  ---\n  ----\n----: |2\n   ---\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents).extracting(PolicyDocument::text).containsExactly(text);
    }

    @Test
    void shouldAllowAnAliasOfAValueAbove() {
        // Given
        String text = CARD + "day: &day {hours: 24}\nweek: [*day, *day]\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents).hasSize(1);
    }

    @Test
    void shouldAllowTabsInsideTexts() {
        // Given
        String text = CARD + "block: |\n  a\n  \tb\nquoted: 'a\n\tb'\nlast: a\tb \t# remark\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents).hasSize(1);
    }

    @Test
    void shouldTakeEveryKindOfDocument() {
        // Given
        String text = "kind: SomethingNew2\nid: \"quoted\"\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents)
                .extracting(PolicyDocument::key)
                .containsExactly("SomethingNew2/quoted");
    }

    @Test
    void shouldReadADocumentOfTheLargestSize() {
        // Given
        String head = CARD + "why: ";
        String text = head + "x".repeat(PolicyLimits.DOCUMENT_BYTES_MAX - head.length() - 1) + "\n";
        // When
        List<PolicyDocument> documents = Read.documents(text);
        // Then
        assertThat(documents)
                .extracting(document -> document.text().length())
                .containsExactly(PolicyLimits.DOCUMENT_BYTES_MAX);
    }

    @Test
    void shouldReportTheProblemsOfAllFilesAndDocumentsInOrder() {
        // Given
        PolicyFile second = new PolicyFile("b.yaml", "kind: Play\n---\nid: x\n");
        PolicyFile first = new PolicyFile("a.yaml", CARD + "---\n[1]\n");
        // When
        List<PolicyProblem> problems = Read.problems(second, first);
        // Then
        assertThat(problems)
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly("a.yaml:5", "b.yaml:1", "b.yaml:3");
    }
}
