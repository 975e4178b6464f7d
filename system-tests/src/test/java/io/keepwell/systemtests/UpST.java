package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.model.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./keepwell up} on one machine: the life of one deployment, act by act, since every start
 * takes its time.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpST {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SERVICES = 4;
    private static final int INTERRUPTED = 130;

    @TempDir private static Path folder = Path.of("");
    private static Path home = Path.of("");
    private static Path out = Path.of("");
    private static Path err = Path.of("");
    private static Script script = new Script(home);
    private static String[] up = {};

    @BeforeAll
    static void chooseAHomeAndPorts() throws IOException {
        home = folder.resolve("home");
        out = folder.resolve("up.out");
        err = folder.resolve("up.err");
        script = new Script(home);
        up = LocalUp.arguments();
    }

    @AfterAll
    static void stopWhatIsLeft() throws IOException {
        JsonNode status = status();
        if (status.get("running").asBoolean()) {
            ProcessHandle.of(pid(status)).ifPresent(ProcessHandle::destroyForcibly);
            // The next start would clear away what a killed process leaves; there is none here.
            script.run(with(up, "--exit"));
        }
    }

    @Test
    @Order(1)
    void shouldDeleteOnlyWhenTheAnswerIsYesAndStopWhatAKilledRunLeftBehind() throws Exception {
        // Given
        start();
        ProcessHandle killed = ProcessHandle.of(pid(status())).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        boolean leftBehind = !LocalUp.processes(home, up).isEmpty();

        // When
        Script.Result no = script.answer("no\n", "reset");
        boolean keptAfterNo = Files.exists(home.resolve("infra"));
        Script.Result yes = script.answer("yes\n", "reset");

        // Then
        assertThat(leftBehind).isTrue();
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.out()).contains("in %s (".formatted(home), "infra", "secrets");
        assertThat(keptAfterNo).isTrue();
        assertThat(yes.exitCode()).as(yes.err()).isZero();
        assertThat(LocalUp.processes(home, up)).isEmpty();
        assertThat(home).doesNotExist();
        assertThat(script.run("reset").out()).contains("Nothing is kept in");
    }

    @Test
    @Order(2)
    void shouldPrepareEverythingOnTheFirstStart() {
        Script.Result first = script.run(with(up, "--exit"));

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("created Scorecard/five-pillar", "created keepwell_scoring", "Ready in");
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
                .allSatisfy(topic -> assertThat(first.out()).contains("created " + topic));
        assertThat(first.err()).isEmpty();
    }

    @Test
    @Order(3)
    void shouldKeepWhatWasPreparedAndRefuseToBeStartedTwice() throws IOException {
        // Given
        start();

        // When
        Script.Result again = script.run(with(up, "--exit"));
        Script.Result elsewhere = new Script(folder.resolve("other")).run(with(up, "--exit"));
        Script.Result reset = script.run("reset", "--yes");

        // Then
        assertThat(Files.readString(out)).contains("Ready in").doesNotContain("created");
        assertThat(Files.readString(err)).isEmpty();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("is in use by process " + pid(status()));
        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("is taken", "--kafka-port");
        assertThat(reset.exitCode()).isEqualTo(1);
        assertThat(reset.err()).contains("is in use by process " + pid(status()));
    }

    @Test
    @Order(4)
    void shouldTakeAnEventWithThePrintedKeyAndKeepItAcrossACrashOfTheService() throws Exception {
        // Given
        String key = script.run("key").out().strip();
        String ingest = status().at("/deployment/ingest").asText();

        // When
        int accepted = post(ingest, key, "e-1");
        String account = status().at("/deployment/scoring").asText() + "/v1/accounts/acme";
        String token = script.run("token", "--role", "viewer").out().strip();
        await().atMost(PATIENCE).until(() -> get(account + "/score", token) == 200);
        int without = get(account + "/score", "");
        int ofOthers = get(account, script.run("token", "--role", "csm").out().strip());
        Script.Result policies = script.run("policy", "show");
        Script.Result past = script.run("policy", "backtest", "--kept");
        int unauthorised = post(ingest, "kw_wrong", "e-2");
        long before = records();
        LocalUp.service(home, "ingest").destroyForcibly();
        await().atMost(PATIENCE).until(() -> isAccepted(ingest, key, "e-3"));

        // Then
        assertThat(accepted).isEqualTo(202);
        assertThat(unauthorised).isEqualTo(401);
        assertThat(without).isEqualTo(401);
        assertThat(ofOthers).isEqualTo(404);
        assertThat(policies.exitCode()).as(policies.err()).isZero();
        assertThat(past.exitCode()).as(past.err()).isZero();
        assertThat(past.err()).contains("Events read from", " 1 in ");
        assertThat(past.out()).contains("known when they were received");
        assertThat(before).isEqualTo(1);
        assertThat(records()).isGreaterThanOrEqualTo(2);
        assertThat(Files.readString(out)).contains("ingest ended with exit code 137");
    }

    @Test
    @Order(5)
    void shouldSurviveKillNineAndLeaveNothingRunningWhenInterrupted() throws Exception {
        // Given
        JsonNode before = status();
        ProcessHandle killed = ProcessHandle.of(pid(before)).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(status().get("running").asBoolean()).isFalse();

        // When
        Process again = script.startInTheForeground(out, err, up);
        LocalUp.awaitReady(again, out, err);

        // Then
        JsonNode after = status();
        Map<String, Long> kept = records(after);
        assertThat(kept).containsOnlyKeys(records(before).keySet());
        assertThat(records(before))
                .allSatisfy((topic, records) ->
                        assertThat(kept.get(topic)).as(topic).isGreaterThanOrEqualTo(records));
        assertThat(after.at("/holds/databases")).hasSize(3);
        assertThat(Files.readString(out)).doesNotContain("created");

        // When a terminal interrupts it
        int running = LocalUp.processes(home, up).size();
        Script.interrupt(again);

        // Then
        assertThat(again.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(running).isGreaterThanOrEqualTo(SERVICES);
        assertThat(again.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(LocalUp.processes(home, up)).isEmpty();
        assertThat(Files.readString(out)).contains("Stopped. The data is kept in");
        assertThat(Files.readString(err)).isEmpty();
        assertThat(status().get("running").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keepwell starts in", "starting PostgreSQL", "starting scoring"})
    @Order(6)
    void shouldLeaveNothingRunningWhenItIsInterruptedWhileItStarts(String moment) throws Exception {
        // Given
        Process process = script.startInTheForeground(out, err, up);
        await().atMost(PATIENCE).until(() -> Files.readString(out).contains(moment));

        // When
        Script.interrupt(process);

        // Then
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(LocalUp.processes(home, up)).isEmpty();
        assertThat(Files.readString(out)).doesNotContain("Ready in", "ended with");
        assertThat(Files.readString(err)).isEmpty();
    }

    private static int post(String ingest, String key, String id) throws Exception {
        String event =
                """
                {"id":"%s","accountId":"acme","type":"usage.session-started",\
                "occurredAt":"%s","actorId":"u-1"}\
                """
                        .formatted(id, Instant.now());
        var request =
                HttpRequest.newBuilder(URI.create(ingest + "/v1/events"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(event))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static int get(String address, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static boolean isAccepted(String ingest, String key, String id) throws Exception {
        try {
            return post(ingest, key, id) == 202;
        } catch (IOException notYetBack) {
            return false;
        }
    }

    /** How many records lie on the topic of customer events. */
    private static long records() throws IOException {
        return records(status()).getOrDefault(Topic.CUSTOMER_EVENTS.topicName(), 0L);
    }

    /** How many records lie on each topic. */
    private static Map<String, Long> records(JsonNode status) {
        return StreamSupport.stream(status.at("/holds/topics").spliterator(), false)
                .collect(
                        Collectors.toMap(
                                it -> it.get("topic").asText(), it -> it.get("records").asLong()));
    }

    private static void start() throws IOException {
        LocalUp.awaitReady(script.start(out, err, up), out, err);
    }

    private static JsonNode status() throws IOException {
        return new ObjectMapper().readTree(script.run("status", "--json").out());
    }

    private static long pid(JsonNode status) {
        return status.at("/deployment/pid").asLong();
    }

    private static String[] with(String[] arguments, String another) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = another;
        return all;
    }
}
