package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLintCommandTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 1
              measures:
              - id: users
                weight: 1
                value: activeUsers(30)
                transform: {linear: {at0: 0, at100: 5}}
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldSayThatTheShippedPoliciesAreInOrder() {
        // Given the shipped policies
        // When
        int code = run("policy", "lint", "../policies/default");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .as("what is worth a second thought is no problem")
                .hasSize(2)
                .anyMatch(it -> it.startsWith("warning: ") && it.contains("not green. Let green"))
                .last()
                .isEqualTo(
                        "In order: 2 scorecards, 1 risk score, 23 signals, 3 segments, 4 stages,"
                                + " 4 alert rules, 2 plays, 18 KPIs, 13 tests.");
    }

    @Test
    void shouldCheckEachProfileThatIsShippedByItself() {
        // Given the default, the profiles that extend it, mappings, and what builds have left
        // When
        int code = run("policy", "lint", "../policies");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(it -> !it.startsWith("warning: ")))
                .containsExactly(
                        "In order: ../policies/default: 2 scorecards, 1 risk score, 23 signals, 3"
                                + " segments, 4 stages, 4 alert rules, 2 plays, 18 KPIs, 13 tests.",
                        "In order: ../policies/seed-000: 2 scorecards, 1 risk score, 19 signals, 3"
                                + " segments, 4 stages, 9 alert rules, 4 plays, 11 KPIs, 4 tests.",
                        "In order: ../policies/seed-001: 1 scorecard, 1 risk score, 18 signals,"
                                + " 3 segments, 3 stages, 3 alert rules, 2 plays, 7 KPIs, 2 tests.",
                        "In order: ../policies/seed-002: 2 scorecards, 1 risk score, 23 signals, 3"
                                + " segments, 4 stages, 4 alert rules, 6 plays, 14 KPIs, 9 tests.",
                        "In order: ../policies/seed-003: 2 scorecards, 1 risk score, 17 signals,"
                                + " 3 segments, 4 stages, 3 alert rules, 2 plays, 7 KPIs, 2 tests.",
                        "In order: ../policies/seed-004: 2 scorecards, 1 risk score, 23 signals, 3"
                                + " segments, 4 stages, 3 alert rules, 8 plays, 10 KPIs, 5 tests.",
                        "In order: other files: 1 mapping.");
    }

    @Test
    void shouldCheckMappingsThoughTheyAreNeverInForce() throws IOException {
        // Given
        Path broken =
                Files.writeString(
                        directory.resolve("broken.yaml"),
                        Files.readString(Path.of("../policies/mappings/ravenstack.yaml"))
                                .replace("sum('contracts', ", "sum('contract', "));
        // When
        int inOrder = run("policy", "lint", "../policies/mappings", "../policies/default");
        int problems = run("policy", "lint", broken.toString());
        // Then
        assertThat(inOrder).isZero();
        assertThat(problems).isOne();
        assertThat(out.toString().lines())
                .contains(
                        "In order: 2 scorecards, 1 risk score, 23 signals, 3 segments, 4 stages,"
                                + " 4 alert rules, 2 plays, 18 KPIs, 1 mapping, 13 tests.",
                        "1 problem.")
                .anyMatch(line -> line.contains("there is no lookup 'contract'. Did you mean"));
    }

    @Test
    void shouldCheckSourcesWithTheReadyMappingsThatTheyName() throws IOException {
        // Given
        Path right =
                Files.writeString(
                        directory.resolve("right.yaml"),
                        "kind: Source\nid: help-desk\ntype: zendesk\nsecretFiles: [secret]\n");
        Path wrong =
                Files.writeString(
                        directory.resolve("wrong.yaml"),
                        "kind: Source\nid: help-desk\ntype: zendesk\n");
        // When
        int inOrder = run("policy", "lint", right.toString(), "../policies/webhooks");
        int problems = run("policy", "lint", wrong.toString());
        // Then
        assertThat(inOrder).isZero();
        assertThat(problems).isOne();
        assertThat(out.toString().lines())
                .contains("In order: 1 source.", "1 problem.")
                .anyMatch(line -> line.contains("the Source has no 'secretFiles'."));
    }

    @Test
    void shouldPrintEachProblemWithItsPlaceAndCure() throws IOException {
        // Given
        Path card =
                Files.writeString(
                        directory.resolve("card.yaml"),
                        CARD.replace("weight: 1\n  m", "weight: -1\n  m")
                                .replace("id: users", "ids: users"));
        // When
        int code = run("policy", "lint", directory.toString());
        // Then
        assertThat(code).isOne();
        assertThat(out.toString().lines())
                .containsExactly(
                        card
                                + ":7:11: 'weight' must be 0 or more, was -1."
                                + " Write it as in 'weight: 30'.",
                        card + ":9:5: the key 'ids' is not known here. Did you mean 'id'?",
                        "2 problems.");
    }

    @Test
    void shouldPrintWhatIsNoYamlToo() throws IOException {
        // Given
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "kind: 5\nid: a\n");
        // When
        int code = run("policy", "lint", broken.toString());
        // Then
        assertThat(code).isOne();
        assertThat(out.toString().lines())
                .containsExactly(
                        broken
                                + ":1:7: 'kind' must be text, this is a number."
                                + " Write a word such as 'kind: Scorecard'.",
                        "1 problem.");
    }

    @Test
    void shouldReadSeveralPlacesAsOneBundle() throws IOException {
        // Given
        Path card = Files.writeString(directory.resolve("card.yaml"), CARD);
        Path resolver =
                Files.writeString(
                        directory.resolve("resolver.yaml"),
                        "kind: Resolver\nid: a\nscorecards: [{scorecard: card}]\n");
        // When
        int code = run("policy", "lint", card.toString(), resolver.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("In order: 1 scorecard, 0 signals");
    }

    @Test
    void shouldCheckEachBundleByItselfAndWhatIsShippedWithThem() throws IOException {
        // Given
        writeProfile("signals.yaml", "kind: Signals\nid: own\nsignals: []\n", "");
        Files.writeString(
                Files.createDirectory(directory.resolve("loose")).resolve("mapping.yaml"),
                Files.readString(Path.of("../policies/mappings/ravenstack.yaml")));
        Path broken =
                Files.writeString(
                        directory.resolve("base/broken.yaml"),
                        CARD.replace("id: card", "id: other"));
        // When
        int problems = run("policy", "lint", directory.toString());
        Files.delete(broken);
        Files.delete(directory.resolve("own/signals.yaml"));
        int inOrder = run("policy", "lint", directory.toString());
        int inJson = run("policy", "lint", "--json", directory.toString());
        // Then
        assertThat(problems).isOne();
        assertThat(inOrder).isZero();
        assertThat(inJson).isZero();
        assertThat(out.toString().lines().limit(6))
                .containsExactly(
                        broken
                                + ":1:7: there are 2 scorecards, and nothing says which judges"
                                + " whom. Write a document of kind Resolver.",
                        directory.resolve("own/signals.yaml")
                                + ":3:10: 'signals' is an empty list. List one at least.",
                        "2 problems.",
                        "In order: %s: 1 scorecard, 0 signals, 0 segments, 0 stages, 0 alert rules,"
                                        .formatted(directory.resolve("base"))
                                + " 0 plays, 0 KPIs.",
                        "In order: %s: 1 scorecard, 0 signals, 0 segments, 0 stages, 0 alert rules,"
                                        .formatted(directory.resolve("own"))
                                + " 0 plays, 0 KPIs.",
                        "In order: other files: 1 mapping.");
        assertThat(out.toString())
                .containsPattern("\"name\"\\s*:\\s*\"%s\"".formatted(directory.resolve("own")))
                .containsPattern("\"version\"\\s*:\\s*\"[0-9a-f]{64}\"");
    }

    @Test
    void shouldSayWhatIsWrongWithAProfileAtItsPlace() throws IOException {
        // Given
        writeProfile("bundle.yml", "", "without: [Scorecard/cart]\n");
        // When
        int code = run("policy", "lint", directory.resolve("own").toString());
        // Then
        assertThat(code).isOne();
        assertThat(out.toString().lines())
                .containsExactly(
                        "%s:4:11: there is no 'Scorecard/cart' in '%s'. Did you mean"
                                        .formatted(
                                                directory.resolve("own/bundle.yaml"),
                                                directory.resolve("base"))
                                + " 'Scorecard/card'?",
                        "1 problem.");
    }

    @Test
    void shouldAnswerAsJson() throws IOException {
        // Given
        Path card =
                Files.writeString(
                        directory.resolve("card.yaml"), CARD.replace("from: 0", "from: 5"));
        // When
        int code = run("policy", "lint", "--json", card.toString());
        // Then
        assertThat(code).isOne();
        assertThat(out.toString())
                .isEqualToIgnoringWhitespace(
                        """
                        {
                          "inOrder": false,
                          "problems": [{
                            "file": "%s",
                            "line": 3,
                            "column": 31,
                            "message": "the lowest band begins at 5, so lower scores have no status",
                            "cure": "Let it begin at 0."
                          }]
                        }
                        """
                                .formatted(card));
    }

    @Test
    void shouldTellTheVersionInJsonWhenAllIsInOrder() throws IOException {
        // Given
        Path card = Files.writeString(directory.resolve("card.yaml"), CARD);
        // When
        int code = run("policy", "lint", "--json", card.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern("\"inOrder\"\\s*:\\s*true")
                .containsPattern("\"version\"\\s*:\\s*\"[0-9a-f]{64}\"");
    }

    @Test
    void shouldAskWhichCommandIsMeant() {
        // Given no command
        // When
        int code = run("policy");
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Which command? See ./keepwell policy --help", "lint");
    }

    /** A card, and a folder that extends it by a file. */
    private void writeProfile(String file, String text, String without) throws IOException {
        Path own = Files.createDirectory(directory.resolve("own"));
        Path base = Files.createDirectory(directory.resolve("base"));
        Files.writeString(base.resolve("card.yaml"), CARD);
        Files.writeString(
                own.resolve("bundle.yaml"), "kind: Bundle\nid: own\nextends: ../base\n" + without);
        if (!text.isEmpty()) {
            Files.writeString(own.resolve(file), text);
        }
    }

    private int run(String... arguments) {
        return Keepwell.commandLine(new Home(directory), InstantSource.fixed(Instant.EPOCH))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
