package io.keepwell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyProblemsTest {

    private static final String HEAD = "kind: Scorecard\nid: five-pillar\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: Scorecard|1:1: the document has no 'id'. Add a line such as 'id:"
                        + " five-pillar'.",
                "id: a|1:1: the document has no 'kind'. Add a line such as 'kind: Scorecard'.",
                "id: a\\nkind: 12|2:7: 'kind' must be text, this is a number.",
                "id: a\\nkind: [A]|2:7: 'kind' must be text, this is a list.",
                "id: {}\\nkind: A|1:5: 'id' must be text, this is a mapping.",
                "id:\\nkind: A|1:4: 'id' must be text, this is empty.",
                "id: true\\nkind: A|1:5: 'id' must be text, this is true or false.",
                "id: a\\nkind: scorecard|2:7: 'scorecard' is no kind. A kind is an UpperCamel word",
                "id: Five Pillar\\nkind: A|1:5: 'Five Pillar' is no id. An id begins with a"
                        + " lower-case",
                "id: a--b\\nkind: A|1:5: 'a--b' is no id.",
                "id: '2024'\\nkind: A|1:5: '2024' is no id.",
                "- kind: A|1:1: a document must be a mapping, this is a list. Begin it with 'kind:"
                        + " …'",
                "just words|1:1: a document must be a mapping, this is text.",
                "# nothing|1:1: there is no document here.",
                "kind: A\\nid: a\\n---\\n# nothing|4:1: there is no document here.",
                "kind: A\\nid: a\\n---\\n---\\nkind: A\\nid: b|3:1: there is no document here.",
                "--- kind: A\\nid: a|1:1: 'kind: A' stands on the line of the separator '---'.",
                "%YAML 1.2\\n---\\nkind: A\\nid: a|1:1: something stands outside of the document's"
                        + " one mapping.",
                "kind: A\\nid: a\\n...|3:1: '...' does not end a document here.",
                "kind: A\\nid: a\\nx: !!str 1|3:4: the tag 'tag:yaml.org,2002:str' is not used"
                        + " here.",
                "kind: A\\nid: a\\n? [x]\\n: 1|3:3: a key must be text.",
                "kind: A\\nid: a\\nx: *y|3:4: no value above is anchored as '&y'. Anchor the value",
                "kind: A\\nid: a\\nx: &y [*y]|3:8: no value above is anchored as '&y'.",
            })
    void shouldNamePlaceAndCure(String text, String expected) {
        // Given
        String lines = text.replace("\\n", "\n");
        // When
        List<String> problems = Read.printed(lines);
        // Then
        assertThat(problems).singleElement().asString().startsWith("a.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x:\\n\\ty: 1|4:1: a tab indents this line. Indent with spaces.",
                "x:\\n  - a\\n\\t- b|5:1: a tab indents this line. Indent with spaces.",
                "x: a\\n\\tb|4:1: a tab indents this line. Indent with spaces.",
                "x: 'a\\n\\tb'\\ny:\\n\\tz|6:1: a tab indents this line. Indent with spaces.",
                "x: 1\\n\\t# remark|4:1: a tab indents this line. Indent with spaces.",
                "x: a: b|3:5: a ':' stands where none can be. Quote the value",
                "x:\\n"
                        + "  y: 1\\n"
                        + " z: 2|5:2: this line does not line up with the lines above. Indent it",
                "x: 'a\\ny: 1\\n|3:4: a quoted text does not end. Close the quote",
                "x: \"\\q\"|3:6: a quoted text has a '\\' that means nothing. Double",
                "x: [1, 2\\ny: 1|3:4: a list or mapping in brackets does not end. Close",
                "x: @a|3:4: this character cannot begin a value. Quote the value.",
                "x|3:1: a key has no ':'. Write 'key: value'",
            })
    void shouldSayWhatIsWrongWithTheYaml(String text, String expected) {
        // Given
        String lines = HEAD + text.replace("\\n", "\n").replace("\\t", "\t") + "\n";
        // When
        List<String> problems = Read.printed(lines);
        // Then
        assertThat(problems).singleElement().asString().startsWith("a.yaml:" + expected);
    }

    @Test
    void shouldNameBothPlacesOfARepeatedKey() {
        // Given
        String text = HEAD + "bands:\n  red: 50\n  green: 80\n  red: 40\n";
        // When
        List<String> problems = Read.printed("# first\n---\n" + text);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:8:3: the key 'red' is already at line 6."
                                + " Remove one of the two, or rename it.");
    }

    @Test
    void shouldNameBothPlacesOfARepeatedDocument() {
        // Given
        PolicyFile first = new PolicyFile("a.yaml", "# first\n---\n" + HEAD);
        PolicyFile second = new PolicyFile("b.yaml", HEAD);
        // When
        List<PolicyProblem> problems = Read.problems(second, first);
        // Then
        assertThat(problems)
                .singleElement()
                .hasToString(
                        "b.yaml:1:1: Scorecard with the id 'five-pillar' is already at a.yaml:3."
                                + " Give one of the two another id, or remove it.");
    }

    @Test
    void shouldReportAllProblemsOfADocumentAtOnce() {
        // Given
        String text = "kind: 1\nid: A\nx: 1\nx: 2\n";
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems).hasSize(3);
    }

    @Test
    void shouldRefuseAliasesThatMultiply() {
        // Given
        StringBuilder bomb = new StringBuilder(HEAD + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++) {
            String below = "*a" + (level - 1);
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(level, level, (below + ", ").repeat(9) + below));
        }
        // When
        List<String> problems = Read.printed(bomb.toString());
        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("more than 20000 values, counting every alias as what it stands for");
    }

    @Test
    void shouldRefuseDeepNestingWithoutExhaustingTheStack() {
        // Given
        String text = HEAD + "x: " + "[".repeat(100_000);
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:3:35: lists and mappings nest deeper than 32. Nest less deeply.");
    }

    @Test
    void shouldRefuseADocumentThatIsTooLong() {
        // Given
        String text = HEAD + "x: " + "é".repeat(PolicyLimits.DOCUMENT_BYTES_MAX / 2);
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:1:1: the document is 262180 bytes long, more than 262144."
                                + " Split it into several documents.");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"\0,U+0000", "\u0007,U+0007", "\uD83D,U+D83D", "\uFFFE,U+FFFE"})
    void shouldRefuseCharactersThatNobodySees(String character, String name) {
        // Given
        String text = HEAD + "x: \uD83D\uDE00" + character + "\n";
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:3:5: the character %s is not allowed. Delete it; it may not be visible."
                                .formatted(name));
    }

    @Test
    void shouldKeepAMessageOnOneLineOfReadableLength() {
        // Given
        String text = "kind: A\nid: \"a\\nb" + "x".repeat(1_000) + "\"\n";
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("a.yaml:2:5: 'a bxxx")
                .contains("xxx…' is no id.")
                .hasSizeLessThan(250);
    }

    @Test
    void shouldStopAtManyProblems() {
        // Given
        String text = HEAD + "x: 1\n".repeat(1_000);
        // When
        List<String> problems = Read.printed(text);
        // Then
        assertThat(problems).hasSize(PolicyLimits.PROBLEMS_MAX);
    }
}
