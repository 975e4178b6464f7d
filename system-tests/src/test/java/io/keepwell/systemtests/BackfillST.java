package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CSV files become accounts with a health, by {@code ./keepwell backfill} and all services as
 * packaged; also when the command is killed.
 */
class BackfillST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration JUDGED_MAX = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 24_000;
    private static final int ACCOUNTS = 7;
    private static final Path SHIPPED =
            Path.of("../policies/mappings/ravenstack.yaml").toAbsolutePath().normalize();

    @TempDir private static Path folder = Path.of("");
    // Its own: what 500 accounts report decides what others are judged on.
    private static LocalUp up;
    private static String token = "";

    @BeforeAll
    static void start() throws IOException {
        up = LocalUp.start(folder);
        token = up.token("--role", "lead", "--accounts", "all");
    }

    @AfterAll
    static void stop() throws IOException {
        up.close();
    }

    @Test
    void shouldCountEveryRowOnceThoughItIsKilledAndBegunAgain() throws Exception {
        // Given
        Path export = folder.resolve("export");
        Map<String, Long> rows = writeVisits(export);
        Path mapping = writeMapping();
        Process killed =
                up.script()
                        .start(
                                folder.resolve("killed.out"),
                                folder.resolve("killed.err"),
                                "backfill",
                                export.toString(),
                                "--mapping",
                                mapping.toString());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !killed.isAlive() || rowsRead() > 0);
        killed.destroyForcibly();
        killed.waitFor();
        long reached = rowsRead();

        // When
        JsonNode report = backfill(export, mapping);

        // Then
        assertThat(reached).as("killed in the middle").isPositive().isLessThan(ROWS);
        assertThat(report.at("/total/rowsRead").asLong()).isEqualTo(ROWS);
        assertThat(report.at("/total/eventsAccepted").asLong()).isEqualTo(ROWS);
        rows.forEach((account, expected) ->
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(account(account).at("/counts/folded").asLong())
                                        .as(account)
                                        .isEqualTo(expected)));
        assertThat(backfill(export, mapping))
                .as("once more, and nothing changes")
                .isEqualTo(report);
    }

    /** Where the data set is is told by KEEPWELL_RAVENSTACK; it is not part of the project. */
    @Test
    void shouldMakeOfRavenstackWhatAnIndependentCountMakesOfIt() throws Exception {
        // Given
        Path data =
                Path.of(
                        Optional.ofNullable(System.getenv("KEEPWELL_RAVENSTACK"))
                                .orElse("../../shared/data/ravenstack"));
        assumeTrue(Files.isDirectory(data), () -> "without the data set, " + data);
        long begun = System.nanoTime();

        // When
        JsonNode report = backfill(data, SHIPPED, "--shift-to-now");

        // Then
        Measured.note(
                "ravenstack, backfill",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long shift = report.get("shiftDays").asLong();
        assertThat(LocalDate.parse("2024-12-31").plusDays(shift))
                .as("the newest day of the data")
                .isBetween(today.minusDays(1), today);
        RavenstackCount count = RavenstackCount.of(data, shift, today);
        assertThat(report.at("/total/rowsRejected").asLong()).isZero();
        assertThat(report.at("/total/eventsAccepted").asLong()).isEqualTo(count.events());
        assertThat(report.at("/total/tooLate").asLong()).isEqualTo(count.tooLate());
        assertThat(report.at("/total/duplicate").asLong()).isZero();
        assertThat(count.accounts()).hasSize(500);
        Map<String, Long> statuses = new TreeMap<>();
        await("the past of all accounts is told")
                .atMost(JUDGED_MAX)
                .until(() -> {
                    statuses.clear();
                    statuses.putAll(statuses(count));
                    return statuses.values().stream().mapToLong(Long::longValue).sum() == 500;
                });
        Measured.note("ravenstack, statuses", statuses);
        assertThat(statuses).hasSizeGreaterThanOrEqualTo(3);
        assertThat(statuses.getOrDefault("unknown", 0L)).isLessThanOrEqualTo(100);
        for (RavenstackCount.Account expected : count.accounts()) {
            JsonNode account = account(expected.id());
            assertThat(account.at("/counts/folded").asLong())
                    .as(expected.id())
                    .isEqualTo(expected.folded());
            assertThat(account.at("/counts/tooLate").asLong())
                    .as(expected.id())
                    .isEqualTo(expected.tooLate());
            assertThat(account.at("/traits/arr").asLong())
                    .as(expected.id())
                    .isEqualTo(expected.arr());
            assertThat(account.at("/traits/seats").asLong()).isEqualTo(expected.seats());
            assertThat(account.at("/traits/name").asText()).isEqualTo(expected.name());
        }
    }

    private Map<String, Long> statuses(RavenstackCount count) throws Exception {
        Map<String, Long> statuses = new HashMap<>();
        String cursor = "";
        var ids = new HashSet<String>();
        count.accounts().forEach(it -> ids.add(it.id()));
        do {
            JsonNode page = up.get("scoring", "/v1/accounts?limit=200" + cursor, token);
            for (JsonNode item : page.get("items")) {
                if (ids.contains(item.get("id").asText())) {
                    statuses.merge(item.get("status").asText(), 1L, Long::sum);
                }
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return statuses;
    }

    private static JsonNode backfill(Path export, Path mapping, String... more) throws IOException {
        Script.Result result =
                up.script()
                        .run(
                                Stream.concat(
                                                Stream.of(
                                                        "backfill",
                                                        export.toString(),
                                                        "--mapping",
                                                        mapping.toString(),
                                                        "--json"),
                                                Stream.of(more))
                                        .toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        return JSON.readTree(result.out());
    }

    /** Rows that repeat each other, of the last days. Returns how many each account has. */
    private static Map<String, Long> writeVisits(Path export) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, Long> rows = new HashMap<>();
        var lines = new ArrayList<>(List.of("account,on,note"));
        IntStream.range(0, ROWS)
                .forEach(it -> {
                    String account = "visitor-" + it % ACCOUNTS;
                    rows.merge(account, 1L, Long::sum);
                    lines.add("%s,%s,\"same\nnote\"".formatted(account, today.minusDays(it % 90)));
                });
        Files.createDirectories(export);
        Files.write(export.resolve("visits.csv"), lines);
        return rows;
    }

    private static Path writeMapping() throws IOException {
        return Files.writeString(
                folder.resolve("visits.yaml"),
                """
                kind: Mapping
                id: visits
                dates: {formats: [iso]}
                files:
                - id: visits
                  name: visits.csv
                  columns: [account, on, note]
                  rowId: rowHash()
                  account: account
                  events:
                  - {type: usage.session-started, occurredAt: date(on), attributes: {note: note}}
                """);
    }

    /** How far the command says that it has come. */
    private static long rowsRead() throws IOException {
        Path kept = folder.resolve("home").resolve("backfills");
        if (!Files.isDirectory(kept)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(kept)) {
            Optional<Path> found =
                    files.filter(it -> it.getFileName().toString().startsWith("visits-"))
                            .filter(it -> it.getFileName().toString().endsWith(".json"))
                            .findFirst();
            return found.isEmpty()
                    ? 0
                    : JSON.readTree(Files.readString(found.get())).at("/files/0/rowsRead").asLong();
        }
    }

    private JsonNode account(String id) throws Exception {
        String path = "/v1/accounts/" + id;
        return up.status("scoring", path, token) == 200
                ? up.get("scoring", path, token)
                : JSON.createObjectNode();
    }
}
