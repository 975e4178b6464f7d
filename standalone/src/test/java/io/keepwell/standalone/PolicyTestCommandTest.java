package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class PolicyTestCommandTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 50}, {status: red, from: 0}]
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

    private static final String TESTS =
            """
            ---
            kind: PolicyTests
            id: users
            tests:
            - name: five are enough
              given: {measures: {users: 5}}
              expect: {score: 100, status: green}
            - name: three & "more" are not
              given: {events: [{type: usage.session-started, daysAgo: 2, actors: 3}]}
              expect: {status: red, measures: {users: {value: 3}}}
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("card.yaml"), CARD + TESTS);
    }

    @Test
    void shouldTellEachTestAndOfThoseThatFailWhatDiffersAndWhy() {
        int code = run("policy", "test", directory.toString());

        assertThat(code).isOne();
        assertThat(out.toString().lines())
                .containsExactly(
                        "passed  users: five are enough",
                        "FAILED  users: three & \"more\" are not",
                        "  " + file + ":22: status: expected red, was green",
                        "      usage/users: 3 scores 60, gives 60 of 100 points",
                        "1 passed, 1 failed.");
    }

    @Test
    void shouldPassWhenAllDo() throws IOException {
        Files.writeString(file, CARD + TESTS.replace("status: red,", "status: green,"));

        assertThat(run("policy", "test", directory.toString())).isZero();
        assertThat(out.toString()).endsWith("2 passed, 0 failed.\n");
    }

    @Test
    void shouldRunTheTestsOfEachBundleAgainstItsOwnPolicies() {
        assertThat(run("policy", "test", "../policies")).isZero();
        assertThat(out.toString())
                .contains("passed  seed-001: four pillars judge all (H1)")
                .endsWith("35 passed, 0 failed.\n");
    }

    @Test
    void shouldWriteWhatCiSystemsShow() throws Exception {
        Path report = directory.resolve("reports/policies.xml");

        run("policy", "test", directory.toString(), "--junit", report.toString());

        Element root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
        assertThat(root.getAttribute("tests")).isEqualTo("2");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        Element failed = (Element) root.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("name")).isEqualTo("three & \"more\" are not");
        assertThat(failed.getElementsByTagName("failure").item(0).getTextContent())
                .contains("status: expected red, was green", "3 scores 60");
    }

    @Test
    void shouldAnswerProgramsInJson() throws IOException {
        run("policy", "test", "--json", directory.toString());

        JsonNode answer = ContractJson.mapper().readTree(out.toString());
        assertThat(answer.path("passed").asInt()).isOne();
        assertThat(answer.path("failed").asInt()).isOne();
        assertThat(answer.path("tests").path(1).path("mismatches").path(0).path("what").asText())
                .isEqualTo("status");
    }

    @Test
    void shouldNotPassWithoutAnyTest() throws IOException {
        Files.writeString(file, CARD);

        assertThat(run("policy", "test", directory.toString())).isOne();
        assertThat(out.toString()).startsWith("There are no tests here.");
    }

    @Test
    void shouldSayWhatIsWrongWithATest() throws IOException {
        Files.writeString(file, CARD + TESTS.replace("{users: 5}", "{user: 5}"));

        assertThat(run("policy", "test", directory.toString())).isOne();
        assertThat(out.toString())
                .contains("there is no measure 'user'. Did you mean 'users'?", "1 problem.");
    }

    private int run(String... arguments) {
        return Keepwell.commandLine(new Home(directory.resolve("home")), InstantSource.system())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
