package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.PolicyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentChangesTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: five-pillar
            # what it weighs
            minCoverage: 0.3
            bands: [{status: green, from: 80}, {status: red, from: 0}]
            dimensions:
            - id: usage
              weight: 30
              measures:
              - {id: a, weight: 1, value: activeUsers(30), transform: {ratio: {full: 5}}}
              - {id: b, weight: 2, value: activeUsers(7), transform: {ratio: {full: 5}}}
            """;

    @Test
    void shouldNameTheFieldThatSaysSomethingElse() {
        assertThat(changes(CARD.replace("weight: 30", "weight: 35")))
                .containsExactly("dimensions.usage.weight: 30 -> 35");
        assertThat(changes(CARD.replace("from: 80", "from: 75")))
                .containsExactly("bands.green.from: 80 -> 75");
        assertThat(
                        changes(
                                CARD.replace(
                                        "(30), transform: {ratio: {full: 5}}",
                                        "(30), transform:" + " {ratio: {full: 6}}")))
                .containsExactly("dimensions.usage.measures.a.transform.ratio.full: 5 -> 6");
    }

    @Test
    void shouldTellWhatIsNewAndWhatIsGone() {
        assertThat(changes(CARD.replace("minCoverage: 0.3\n", "bandOn: exact\n")))
                .containsExactly("bandOn: added exact", "minCoverage: removed 0.3");
        assertThat(changes(CARD.replaceAll("  - \\{id: b.*\\n", "")))
                .containsExactly(
                        "dimensions.usage.measures.b: removed {id: b, weight: 2, value:"
                                + " activeUsers(7), transform: {ratio: {full: 5}}}");
    }

    @Test
    void shouldTellAnOrderApartFromAChange() {
        String a = CARD.lines().filter(it -> it.contains("id: a")).findFirst().orElseThrow();
        String b = CARD.lines().filter(it -> it.contains("id: b")).findFirst().orElseThrow();

        assertThat(changes(CARD.replace(a + "\n" + b, b + "\n" + a)))
                .containsExactly("dimensions.usage.measures (order): a, b -> b, a");
    }

    @Test
    void shouldNotSeeCommentsAndLayout() {
        assertThat(
                        changes(
                                CARD.replace("# what it weighs\n", "# what counts\n\n")
                                        .replace("weight: 30", "weight:   30")))
                .isEmpty();
    }

    private static List<String> changes(String after) {
        return DocumentChanges.between(document(CARD), document(after)).stream()
                .map(DocumentChanges.Change::inWords)
                .toList();
    }

    private static PolicyDocument document(String text) {
        return new PolicyDocument("Scorecard", "five-pillar", text, "card.yaml", 1);
    }
}
