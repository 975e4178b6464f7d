package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class PolicyBacktestCommandTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 80}, {status: yellow, from: 50}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 1
              measures:
              - id: users
                weight: 1
                value: count('usage.session-started', 7)
                transform: {linear: {at0: 0, at100: 5}}
            ---
            kind: Resolver
            id: default
            scorecards: [{scorecard: card}]
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> lines = new ArrayList<>();
    private Path policies = Path.of("");

    @BeforeEach
    void writePolicies() throws IOException {
        policies = Files.createDirectory(directory.resolve("mine"));
        Files.writeString(policies.resolve("card.yaml"), CARD);
    }

    @Test
    void shouldReportWhatACardWouldHaveSaidOfEventsInAFile() throws IOException {
        // Given: Acme is used until day 20 and lost on day 40, Bell is used until the end
        Path events = history();
        Path json = directory.resolve("report.json");
        // When
        int code =
                run(
                        "policy",
                        "backtest",
                        "" + policies,
                        "--events",
                        "" + events,
                        "--history-days",
                        "7",
                        "--horizons",
                        "10",
                        "--json",
                        "" + json);
        // Then: seven days with fewer than three sessions before day 40
        assertThat(err.toString()).contains("Accounts lived through", "2 in");
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("mine", "days since last use", "random", "1 were lost, 1 were not")
                .contains("Flagged is: status red");
        JsonNode report = ContractJson.mapper().readTree(json.toFile()).get("report");
        JsonNode marks = report.at("/rankers/0/marks/0");
        assertThat(marks.get("flag").asText()).isEqualTo("red");
        assertThat(marks.at("/leadTime/median").asInt()).isEqualTo(15);
        assertThat(marks.at("/horizons/0/confusion/flaggedLost").asInt()).isEqualTo(10);
        assertThat(marks.at("/horizons/0/recall").asInt()).isOne();
        assertThat(report.at("/rankers/2/aucs/0/auc/area").asDouble()).isEqualTo(1);
    }

    @Test
    void shouldWriteTheSameWhateverTheOrderOfLinesAndTheNumberOfThreads() throws IOException {
        // Given
        Path events = history();
        Path one = directory.resolve("one.json");
        Path two = directory.resolve("two.json");
        backtest(events, "--threads", "1", "--json", "" + one);
        Collections.shuffle(lines, new Random(3));
        Files.write(events, lines);
        // When
        backtest(events, "--threads", "2", "--json", "" + two);
        // Then
        assertThat(two).hasSameTextualContentAs(one);
    }

    @Test
    void shouldHoldAccountsAgainstThePeersOfEachNightOnHoweverManyThreads() throws IOException {
        // Given: twenty accounts of a segment, the first of which does nothing after day 20
        Files.writeString(
                policies.resolve("card.yaml"),
                CARD.replace(
                                "count('usage.session-started', 7)",
                                "percentile(count('usage.session-started', 7))")
                        .replace("at100: 5", "at100: 100"));
        Path events = peers();
        Path one = directory.resolve("one.json");
        Path three = directory.resolve("three.json");
        backtest(events, "--threads", "1", "--json", "" + one);
        Collections.shuffle(lines, new Random(3));
        Files.write(events, lines);
        // When
        int code = backtest(events, "--threads", "3", "--json", "" + three);
        // Then: the first of the nights between 30 days counts on day 2, the last but one on the
        // last of them
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "Peers by count('usage.session-started', 7), as known each night: smb 28 of"
                                + " 28 nights with 20 accounts or more");
        assertThat(err.toString()).contains("Accounts counted among peers", "20 in");
        assertThat(three).hasSameTextualContentAs(one);
        JsonNode document = ContractJson.mapper().readTree(one.toFile());
        assertThat(document.at("/policies/0/peers/0/segments/smb").asInt()).isEqualTo(28);
        assertThat(document.at("/policies/0/withoutPeers").isEmpty()).isTrue();
        assertThat(document.at("/report/accounts/unknownDays").asInt()).isEqualTo(2 * 20);
    }

    @Test
    void shouldSayWhereThereWereTooFewPeersAndNothingOfThemWhereNobodyAsks() throws IOException {
        // Given
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(
                other.resolve("card.yaml"),
                CARD.replace(
                        "count('usage.session-started', 7)",
                        "percentile(count('usage.session-started', 7))"));
        Path json = directory.resolve("report.json");
        // When
        int code = backtest(history(), "--against", "" + other, "--json", "" + json);
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(it -> it.contains("count('usage")))
                .containsExactly(
                        "count('usage.session-started', 7) has no percentile here: no segment had"
                                + " 20 accounts with it in any of 58 nights");
        JsonNode document = ContractJson.mapper().readTree(json.toFile());
        assertThat(document.at("/policies/0").has("peers")).isFalse();
        assertThat(document.at("/policies/1/withoutPeers/0").asText())
                .isEqualTo("count('usage.session-started', 7)");
    }

    @Test
    void shouldComparePoliciesSideBySide() throws IOException {
        // Given
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("card.yaml"), CARD.replace("at100: 5", "at100: 50"));
        // When
        int code = backtest(history(), "--against", "" + other);
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(it -> it.startsWith("  status red  ")))
                .satisfiesExactly(
                        mine -> assertThat(mine).contains("mine"),
                        others -> assertThat(others).contains("other"));
    }

    @Test
    void shouldDrawAPageThatIsWellFormedAndFetchesNothing() throws Exception {
        // Given: policies of a name that a page could take for markup
        Path odd = Files.createDirectory(directory.resolve("a & <b>"));
        Files.writeString(odd.resolve("card.yaml"), CARD);
        Path events = history();
        Path page = directory.resolve("report.html");
        // When
        int code = backtest(events, "--against", "" + odd, "--html", "" + page);
        // Then
        assertThat(code).isZero();
        String html = Files.readString(page);
        assertThat(html).contains("prefers-color-scheme: dark", "default-src 'none'");
        assertThat(html).contains("a &amp; &lt;b&gt;").doesNotContain("<b>");
        assertThat(html).doesNotContain("http://", "https://", "<script", "<link", "url(");
        Matcher plots = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
        int count = 0;
        while (plots.find()) {
            count++;
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(plots.group())));
        }
        // A curve and a calibration a horizon, a lead time a flag, and four by week.
        assertThat(count).isEqualTo(1 + 1 + 5 + 4);
        assertThat(html).doesNotContain("NaN", "Infinity", "null");
    }

    @Test
    void shouldTakeAnEventForKnownWhenItWasReceivedIfAskedTo() throws IOException {
        // Given: what happened on day 0 was heard of on day 30
        Path events = directory.resolve("accepted.ndjson");
        Files.writeString(
                events,
                """
                {"id":"1","source":"crm","accountId":"acme","type":"usage.session-started",\
                "occurredAt":"2026-01-01T09:00:00Z","receivedAt":"2026-01-31T09:00:00Z",\
                "attributes":{}}
                """);
        // When
        int occurred = backtest(events);
        String ofOccurred = out.toString();
        int received = backtest(events, "--known", "received");
        // Then
        assertThat(occurred).isZero();
        assertThat(received).isZero();
        assertThat(ofOccurred).contains("2026-01-01 to 2026-01-01; known when they occurred");
        assertThat(out.toString()).contains("2026-01-31 to 2026-01-31; known when they were");
    }

    @Test
    void shouldReadAnExportByItsMappingWithNowAsItsNewestMoment() throws IOException {
        // Given: the same history as rows of a CSV file, and a row that is none
        history();
        Path export = Files.createDirectory(directory.resolve("export"));
        List<String> rows = new ArrayList<>(List.of("account,day,what", "acme,someday,used"));
        for (String line : lines) {
            JsonNode event = ContractJson.mapper().readTree(line);
            rows.add(
                    "%s,%s,%s"
                            .formatted(
                                    event.get("accountId").asText(),
                                    event.get("occurredAt").asText().substring(0, 10),
                                    event.get("type").asText()));
        }
        Files.write(export.resolve("log.csv"), rows);
        Path mapping =
                Files.writeString(
                        directory.resolve("mapping.yaml"),
                        """
                        kind: Mapping
                        id: tiny
                        dates: {zone: UTC, formats: [yyyy-MM-dd]}
                        files:
                        - id: log
                          name: log.csv
                          columns: [account, day, what]
                          rowId: rowHash()
                          account: account
                          events:
                          - type: usage.session-started
                            when: what == 'usage.session-started'
                            occurredAt: date(day)
                          - type: commercial.contract-cancelled
                            when: what == 'commercial.contract-cancelled'
                            occurredAt: date(day)
                          - type: outcome.first-value-reached
                            when: what == 'used'
                            occurredAt: date(day)
                          - type: account.updated
                            when: account == 'bell'
                            occurredAt: now()
                            attributes: {seats: 5}
                        """);
        Path json = directory.resolve("report.json");
        // When
        int code = backtest(export, "--mapping", "" + mapping, "--json", "" + json);
        // Then: now is the day of the newest row, on which Bell's sixty rows tell its seats
        assertThat(err.toString()).contains("2 in");
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("142 events of 2 accounts, 2026-01-01 to 2026-03-01; known when they occ")
                .contains("Not counted: 0 events told again, 1 rows")
                .contains("1 were lost, 1 were not");
        JsonNode marks =
                ContractJson.mapper().readTree(json.toFile()).at("/report/rankers/0/marks/0");
        assertThat(marks.at("/leadTime/median").asInt()).isEqualTo(15);
    }

    @Test
    void shouldRefuseAMappingWithWhatWasReceived() throws IOException {
        // Given an export, which does not tell
        Path mapping = Path.of("../policies/mappings/ravenstack.yaml");
        // When
        int code = backtest(directory, "--mapping", "" + mapping, "--known", "received");
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--known received needs accepted events");
    }

    @Test
    void shouldNameTheLineThatIsNoEventAndWhatALineIs() throws IOException {
        // Given
        Path events = directory.resolve("broken.ndjson");
        Files.writeString(
                events,
                """
                {"id":"1","accountId":"acme","type":"usage.session-started",\
                "occurredAt":"2026-01-01T09:00:00Z"}
                {"id":"2","accountId":"acme","type":"no type","occurredAt":"2026-01-01T09:00:00Z"}
                """);
        // When
        int code = backtest(events);
        // Then
        assertThat(code).isOne();
        assertThat(err.toString())
                .contains("broken.ndjson:2 is no event", "no type", "POST /v1/events");
    }

    @Test
    void shouldRefuseToAskAnExportWhenItWasHeardOf() throws IOException {
        // Given
        Path events = history();
        // When
        int code = backtest(events, "--known", "received");
        // Then
        assertThat(code).isOne();
        assertThat(err.toString()).contains("history.ndjson:1 has no receivedAt");
    }

    @Test
    void shouldAskForAPast() {
        // Given no events
        // When
        int code = run("policy", "backtest", "" + policies);
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--events", "--simulate");
    }

    @Test
    void shouldSayWhatIsWrongWithPoliciesAsLintDoes() throws IOException {
        // Given
        Files.writeString(policies.resolve("card.yaml"), CARD.replace("count(", "counts("));
        // When
        int code = backtest(history());
        // Then
        assertThat(code).isOne();
        assertThat(out.toString()).contains("card.yaml:11", "counts");
    }

    /** Acme is used on the days 0 to 20 and lost on day 40; Bell is used for 60 days. */
    private Path history() throws IOException {
        lines.clear();
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int day = 0; day < 60; day++) {
            event("bell", "usage.session-started", first.plusDays(day));
            if (day <= 20) {
                event("acme", "usage.session-started", first.plusDays(day));
            }
        }
        event("acme", "commercial.contract-cancelled", first.plusDays(40));
        return Files.write(directory.resolve("history.ndjson"), lines);
    }

    /** Twenty accounts of a segment, for 30 days; the first ends its use on day 20. */
    private Path peers() throws IOException {
        lines.clear();
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int account = 0; account < 20; account++) {
            lines.add(
                    """
                    {"id":"%d","accountId":"a%d","type":"account.updated",\
                    "occurredAt":"%sT08:00:00Z","attributes":{"segment":"smb"}}\
                    """
                            .formatted(lines.size(), account, first));
            for (int day = 0; day < (account == 0 ? 20 : 30); day++) {
                event("a" + account, "usage.session-started", first.plusDays(day));
            }
        }
        return Files.write(directory.resolve("peers.ndjson"), lines);
    }

    private void event(String account, String type, LocalDate day) {
        lines.add(
                """
                {"id":"%d","accountId":"%s","type":"%s","occurredAt":"%sT09:00:00Z"}\
                """
                        .formatted(lines.size(), account, type, day));
    }

    private int backtest(Path events, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of("policy", "backtest", "" + policies, "--events", "" + events));
        arguments.addAll(List.of("--history-days", "0", "--horizons", "10"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Keepwell.commandLine(
                        new Home(directory.resolve("home")), InstantSource.fixed(Instant.EPOCH))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
