package io.keepwell.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, against an ingest service that keeps what it is told. */
class BackfillTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int VISITS = 3_000;

    @TempDir private Path folder = Path.of("");

    private final HttpServer server;
    private final List<JsonNode> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private int requestsLeft = Integer.MAX_VALUE;
    private String refused = "";
    private Instant now = NOW;
    private UnaryOperator<BackfillOptions> options = it -> it;

    BackfillTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws IOException {
        server.createContext("/v1/backfills", this::run);
        server.createContext("/v1/events", this::take);
        server.start();
        Files.createDirectories(folder.resolve("export"));
        write(
                "contracts.csv",
                "contract,account,arr",
                List.of("c-1,acme,100", "c-2,acme,50", "c-3,bolt,7"));
        write(
                "visits-1.csv",
                "contract,on,feature",
                IntStream.range(0, VISITS)
                        .mapToObj(
                                it -> "c-%d,%02d-01-2024,start".formatted(it % 3 + 1, it % 28 + 1))
                        .toList());
        write("visits-2.csv", "contract,on,feature", List.of("c-1,31-01-2024,\"a\nb\""));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendAllFilesAsOneRun() {
        // When
        BackfillReport report = backfill(false);

        // Then
        assertThat(runs).containsExactly("opened", "closed");
        assertThat(counts()).containsExactlyInAnyOrderEntriesOf(expected());
        assertThat(taken).allMatch(it -> it.path("run").asText().equals("bf_1"));
        assertThat(arr("acme")).isEqualTo(150);
        assertThat(report.isAllAccepted()).isTrue();
        assertThat(report.files())
                .extracting(BackfillReport.OfFile::file, BackfillReport.OfFile::rowsRead)
                .containsExactly(
                        tuple("contracts.csv", 3L),
                        tuple("visits-1.csv", (long) VISITS),
                        tuple("visits-2.csv", 1L));
        assertThat(report.total().eventsAccepted()).isEqualTo(3 + 2 * VISITS + 1);
    }

    @Test
    void shouldGoOnWithTheSameRunAndTheSameIdsWhereItWas() {
        // Given
        requestsLeft = 9;
        assertThatThrownBy(() -> backfill(false)).isInstanceOf(ClientException.class);
        int before = taken.size();
        requestsLeft = Integer.MAX_VALUE;

        // When
        BackfillReport report = backfill(false);

        // Then
        assertThat(before).isPositive();
        assertThat(runs).containsExactly("opened", "closed");
        assertThat(taken.size() - before).as("not from the beginning").isLessThan(2 * VISITS);
        assertThat(counts()).containsExactlyInAnyOrderEntriesOf(expected());
        assertThat(report.total().eventsAccepted()).isEqualTo(3 + 2 * VISITS + 1);
        assertThat(report.total().rowsRead()).isEqualTo(3 + VISITS + 1);
    }

    @Test
    void shouldSendNothingOnceAllIsSent() {
        // Given
        BackfillReport first = backfill(false);
        int sent = taken.size();

        // When
        BackfillReport second = backfill(false);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(taken).hasSize(sent);
        assertThat(runs).hasSize(2);
    }

    @Test
    void shouldRefuseToGoOnWithOtherFilesUnlessItBeginsAnew() throws IOException {
        // Given
        backfill(false);
        write("visits-2.csv", "contract,on,feature", List.of("c-1,30-01-2024,other"));

        // When
        assertThatThrownBy(() -> backfill(false))
                .isInstanceOf(ClientException.class)
                .hasMessageContainingAll("visits-2.csv is another one", "--restart");
        assertThatThrownBy(() -> backfill(true)).hasMessageContaining("without --shift-to-now");
        options = it -> with(it, true, false);
        BackfillReport report = backfill(false);

        // Then
        assertThat(report.isAllAccepted()).isTrue();
        assertThat(runs).containsExactly("opened", "closed", "opened", "closed");
        assertThat(counts())
                .as("only the new row has new ids")
                .containsEntry("acme usage.feature-used", 2L * VISITS / 3 + 2);
    }

    @Test
    void shouldCloseARunThatItLeavesUnfinished() {
        // Given
        requestsLeft = 9;
        assertThatThrownBy(() -> backfill(false)).isInstanceOf(ClientException.class);
        requestsLeft = Integer.MAX_VALUE;
        options = it -> with(it, true, false);

        // When
        backfill(false);

        // Then
        assertThat(runs).containsExactly("opened", "closed", "opened", "closed");
        assertThat(counts()).containsExactlyInAnyOrderEntriesOf(expected());
    }

    @Test
    void shouldNotGoOnByItselfWhereRepeatsAreNoLongerRecognised() {
        // Given
        requestsLeft = 9;
        assertThatThrownBy(() -> backfill(false)).isInstanceOf(ClientException.class);
        requestsLeft = Integer.MAX_VALUE;
        now = NOW.plus(Duration.ofDays(2));

        // When
        assertThatThrownBy(() -> backfill(false))
                .isInstanceOf(ClientException.class)
                .hasMessageContainingAll("48 hours", "--accept-repeats");
        options = it -> with(it, false, true);
        backfill(false);

        // Then
        assertThat(counts()).containsExactlyInAnyOrderEntriesOf(expected());
    }

    @Test
    void shouldListRejectedRowsByTheirLinesWhoeverRejectsThem() throws IOException {
        // Given
        write(
                "visits-2.csv",
                "contract,on,feature",
                List.of(
                        "c-1,31-01-2024,\"a\nb\"",
                        "c-9,31-01-2024,x",
                        "c-1,31-02-2024,x",
                        "c-1,31-01-2024",
                        "c-1,31-01-2027,x",
                        "c-1,31-01-2024,",
                        "c-1,31-01-2024,refused",
                        "c-1,31-01-2024,y"));
        refused = "refused";

        // When
        BackfillReport report = backfill(false);

        // Then
        BackfillReport.OfFile visits = report.files().getLast();
        assertThat(visits.rowsRead()).isEqualTo(8);
        assertThat(visits.rowsRejected()).isEqualTo(6);
        assertThat(visits.eventsAccepted()).isEqualTo(2);
        assertThat(visits.rejected())
                .extracting(Rejected::toString)
                .containsExactly(
                        "Rejected[line=4, reason=usage.feature-used: account comes to nothing:"
                                + " lookup('contracts', contract, 'account')]",
                        "Rejected[line=5, reason=usage.feature-used: occurredAt: '31-02-2024' is no"
                                + " date in any of the mapping's formats]",
                        "Rejected[line=6, reason=it has 2 cells, the first line has 3]",
                        "Rejected[line=7, reason=usage.feature-used: occurredAt"
                                + " 2027-01-31T00:00:00Z lies in the future]",
                        "Rejected[line=8, reason=usage.feature-used: attributes.feature is"
                                + " required: the feature's stable name]",
                        "Rejected[line=9, reason=usage.feature-used: not wanted]");
        assertThat(Path.of("" + report.rejectedRows()))
                .content()
                .hasLineCount(6)
                .startsWith("visits-2.csv:4: ");
        assertThat(report.isAllAccepted()).isFalse();
    }

    @Test
    void shouldMoveAllDatesByTheSameDaysSoThatTheNewestIsOfToday() {
        // When
        BackfillReport report = backfill(true);

        // Then
        assertThat(report.shiftDays()).isEqualTo(1026);
        assertThat(taken)
                .filteredOn(it -> it.path("type").asText().startsWith("usage"))
                .extracting(it -> it.path("occurredAt").asText())
                .contains("2026-11-22T00:00:00Z", "2026-10-23T00:00:00Z")
                .allMatch(it -> it.compareTo("2026-10-23") >= 0);
        assertThat(taken)
                .filteredOn(it -> it.path("type").asText().equals("account.updated"))
                .as("now() is not moved")
                .allMatch(it -> it.path("occurredAt").asText().equals(NOW.toString()));
    }

    @Test
    void shouldMakeAllEventsAndSendNoneWhenItIsRehearsed() {
        // When
        Rehearsal.Outcome outcome =
                new Rehearsal(
                                Mappings.of(Mappings.SMALL),
                                folder.resolve("export"),
                                quiet(),
                                NOW,
                                false)
                        .run();

        // Then
        assertThat(taken).isEmpty();
        assertThat(outcome.report().total().eventsAccepted()).isEqualTo(3 + 2 * VISITS + 1);
        assertThat(outcome.report().total().tooLate()).isEqualTo(2 * VISITS + 1);
        assertThat(outcome.samples()).hasSize(3 + 4 + 1);
    }

    private static BackfillOptions with(
            BackfillOptions it, boolean isRestarted, boolean mayRepeat) {
        return new BackfillOptions(
                it.mapping(),
                it.directory(),
                it.isShifted(),
                isRestarted,
                mayRepeat,
                it.ingest(),
                it.writeKey(),
                it.source(),
                null,
                it.tokens(),
                it.folder());
    }

    private BackfillReport backfill(boolean isShifted) {
        var plain =
                new BackfillOptions(
                        Mappings.of(Mappings.SMALL),
                        folder.resolve("export"),
                        isShifted,
                        false,
                        false,
                        "http://localhost:" + server.getAddress().getPort(),
                        "kw_key",
                        "product",
                        null,
                        Tokens.NONE,
                        folder.resolve("kept"));
        InstantSource clock = () -> now;
        try (var backfill = new Backfill(options.apply(plain), quiet(), clock, () -> "key-1")) {
            return backfill.run();
        }
    }

    private static Progress quiet() {
        return new Progress(
                new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false,
                System::nanoTime);
    }

    /** As scoring counts: an id once. */
    private Map<String, Long> counts() {
        Map<String, JsonNode> byId = new HashMap<>();
        taken.forEach(it -> byId.put(it.path("id").asText(), it));
        return byId.values().stream()
                .collect(
                        Collectors.groupingBy(
                                it ->
                                        it.path("accountId").asText()
                                                + " "
                                                + it.path("type").asText(),
                                Collectors.counting()));
    }

    private static Map<String, Long> expected() {
        return Map.of(
                "acme account.updated",
                2L,
                "bolt account.updated",
                1L,
                "acme usage.feature-used",
                2L * VISITS / 3 + 1,
                "bolt usage.feature-used",
                VISITS / 3L,
                "acme usage.session-started",
                2L * VISITS / 3,
                "bolt usage.session-started",
                VISITS / 3L);
    }

    private int arr(String account) {
        return taken.stream()
                .filter(it -> it.path("accountId").asText().equals(account))
                .filter(it -> it.at("/attributes/arr").isNumber())
                .mapToInt(it -> it.at("/attributes/arr").asInt())
                .findFirst()
                .orElse(0);
    }

    private void write(String name, String heading, List<String> rows) throws IOException {
        Files.writeString(
                folder.resolve("export").resolve(name),
                heading + "\n" + String.join("\n", rows) + "\n");
    }

    private void run(HttpExchange exchange) throws IOException {
        boolean isClosing = exchange.getRequestURI().getPath().endsWith("/close");
        runs.add(isClosing ? "closed" : "opened");
        answer(exchange, isClosing ? 202 : 201, "{\"id\": \"bf_1\"}");
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (taken) {
            requestsLeft--;
            if (requestsLeft < 0) {
                answer(exchange, 400, "{\"detail\": \"enough\"}");
                return;
            }
            var rejected = new ArrayList<String>();
            int index = 0;
            for (String line : body.split("\n", -1)) {
                if (line.isEmpty()) {
                    continue;
                }
                var event = (ObjectNode) ContractJson.mapper().readTree(line);
                event.put("run", exchange.getRequestURI().getQuery().replace("backfill=", ""));
                if (!refused.isEmpty()
                        && event.at("/attributes/feature").asText().equals(refused)) {
                    rejected.add("{\"index\": %d, \"detail\": \"not wanted\"}".formatted(index));
                } else {
                    taken.add(event);
                }
                index++;
            }
            answer(
                    exchange,
                    202,
                    "{\"accepted\": %d, \"rejected\": [%s]}"
                            .formatted(index - rejected.size(), String.join(",", rejected)));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
