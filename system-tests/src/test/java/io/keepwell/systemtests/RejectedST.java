package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.model.key.KeyHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a wrong mapping has cost is seen, mended and got back: all services as packaged. */
@ExtendWith(SharedUp.class)
class RejectedST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "kw_key-of-the-test-of-replays";

    private final LocalUp up;
    private final Path documents;

    RejectedST(LocalUp up) {
        this.up = up;
        this.documents = up.home().resolve("sources").resolve("replays.yaml");
    }

    @AfterEach
    void removeTheSource() throws IOException {
        Files.deleteIfExists(documents);
    }

    @Test
    void shouldCountOnceWhatWasRejectedUntilTheMappingWasMended() throws Exception {
        // Given
        map("action == 'open'");
        await().atMost(PATIENCE).until(() -> post("first").statusCode() == 202);
        var _ = post("second");
        await().atMost(PATIENCE).until(() -> rejected().size() == 2);
        JsonNode listed = rejected().get(0);
        assertThat(listed.get("code").asText()).isEqualTo("not-mapped");
        assertThat(run("show", listed.get("id").asText())).contains("/in/replays", "opened");

        // When
        map("action == 'opened'");
        await().atMost(PATIENCE)
                .until(() ->
                        JSON.readTree(post("probe", "other").body()).get("accepted").asInt() == 1);
        run("replay", listed.get("id").asText());
        run("replay", "--source", "replays", "--code", "not-mapped");

        // Then
        String admin = up.token("--role", "admin");
        await().atMost(PATIENCE).until(() -> folded(admin) == 2);
        String again = run("--json", "replay", "--source", "replays");
        assertThat(JSON.readTree(again).get("replayed").asInt()).isZero();
        assertThat(post("first").statusCode()).as("its sender tries once more").isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        up.get("scoring", "/v1/accounts/replayed", admin)
                                        .at("/counts/duplicate")
                                        .asInt()
                                == 1);
        assertThat(folded(admin)).isEqualTo(2);
    }

    private int folded(String token) throws Exception {
        return up.status("scoring", "/v1/accounts/replayed", token) == 200
                ? up.get("scoring", "/v1/accounts/replayed", token).at("/counts/folded").asInt()
                : 0;
    }

    private JsonNode rejected() throws IOException {
        return JSON.readTree(run("--source", "replays", "--json")).get("items");
    }

    private String run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "rejected";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Script.Result result = up.script().run(command);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private HttpResponse<String> post(String id) throws Exception {
        return post(id, "replayed");
    }

    private HttpResponse<String> post(String id, String account) throws Exception {
        String body =
                "{\"id\":\"%s\",\"account\":\"%s\",\"action\":\"opened\"}"
                        .formatted(id.equals("probe") ? UUID.randomUUID() : id, account);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(up.of("ingest") + "/in/replays?key=" + KEY))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void map(String when) throws IOException {
        String document =
                """
                kind: Source
                id: replays
                type: webhook
                keys: "%s"
                mapping: replays
                ---
                kind: WebhookMapping
                id: replays
                dates: {formats: [iso]}
                fields: {id: /id, company: /account, action: /action}
                itemId: id
                account: company
                occurredAt: now()
                events:
                - {type: support.ticket-opened, when: "%s"}
                """
                        .formatted(KeyHash.of(KEY), when);
        Files.createDirectories(documents.getParent());
        // In one step: nobody reads half a file.
        Path draft = Files.createTempFile("replays", ".yaml");
        Files.writeString(draft, document);
        Files.move(draft, documents, StandardCopyOption.REPLACE_EXISTING);
    }
}
