package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.ContractJson;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RejectedCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    private static final String ID = "019a6f2e-7c1a-7c3e-9d3a-000000000002";
    private static final String REJECTED =
            """
            {"id":"%s","source":"bugs","rejectedAt":"2026-11-03T09:15:30.125Z",\
            "code":"not-mapped","detail":"nothing \\u001b[31mis for it","contentType":"text/xml",\
            "bytes":2,"replayable":true}\
            """
                    .formatted(ID);

    private int left = 1_100;

    @RegisterExtension private final FakeDeployment deployment = new FakeDeployment(this::answer);

    @Test
    void shouldListWhatIsAskedFor() {
        int code = run("--source", "bugs", "--code", "not-mapped", "--since", "2h");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::decoded)
                .containsExactly(
                        "GET /v1/rejected?code=not-mapped&limit=25&since=2026-11-03T08:00:00Z&source=bugs");
        assertThat(deployment.out())
                .contains("2026-11-03T09:15:30Z", "bugs", "not-mapped", "possible", ID)
                .doesNotContain("\u001b");
    }

    @Test
    void shouldShowWhatWasSent() {
        int code = run("show", ID);

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.out())
                .contains("sent to    /in/bugs", "X-Topic    a", "\n\n<a/>?[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldReplayOne() {
        int code = run("replay", ID);

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::toString)
                .containsExactly("POST /v1/rejected/%s/replay".formatted(ID));
        assertThat(deployment.out()).contains("replayed: " + ID);
    }

    @Test
    void shouldReplayAllOfASourceAndNotWhatHasFailedAgainSince() {
        int code = run("replay", "--source", "bugs", "--since", "2026-11-03T09:00Z");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(replays())
                .extracting(it -> it.path("until").asText())
                .containsExactly("", "" + NOW, "" + NOW);
        assertThat(replays())
                .allSatisfy(it -> {
                    assertThat(it.path("source").asText()).isEqualTo("bugs");
                    assertThat(it.path("since").asText()).isEqualTo("2026-11-03T09:00:00Z");
                });
        assertThat(deployment.err()).contains("1,100 in");
        assertThat(deployment.out()).contains("rejected --source bugs --since " + NOW);
    }

    @Test
    void shouldAnswerAsJsonWhereverThatIsAskedFor() {
        assertThat(run("show", ID, "--json")).as(deployment.err()).isZero();
        assertThat(run("--json", "replay", ID)).as(deployment.err()).isZero();

        assertThat(deployment.out().lines()).allMatch(it -> it.matches("[{} ].*"));
    }

    @Test
    void shouldSayWhatIsMissingOrWrong() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("replay", ID, "--source", "bugs")).isEqualTo(2);
        assertThat(deployment.err()).contains("Give an ID, or --source");
        assertThat(run("--since", "yesterday")).isEqualTo(2);
        assertThat(deployment.err()).contains("was yesterday");
        assertThat(deployment.asked()).isEmpty();
    }

    private int run(String... arguments) {
        return deployment.run(
                new RejectedCommand(deployment::service, InstantSource.fixed(NOW)), arguments);
    }

    private List<JsonNode> replays() {
        return deployment.asked().stream()
                .filter(it -> it.path().equals("/v1/rejected/replay"))
                .map(it -> json(it.body()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return ContractJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(FakeDeployment.Asked asked) {
        String path = asked.path();
        if (path.equals("/v1/rejected")) {
            return "{\"items\":[%s]}".formatted(REJECTED);
        }
        if (path.equals("/v1/rejected/replay")) {
            int replayed = Math.min(left, 500);
            left -= replayed;
            return "{\"replayed\":%d,\"left\":%d,\"until\":\"%s\"}".formatted(replayed, left, NOW);
        }
        return path.endsWith("/replay")
                ? "{\"id\":\"%s\",\"replayedAt\":\"%s\"}".formatted(ID, NOW)
                : """
                {"rejection":%s,"body":"<a/>\\u001b[2J","encoding":"utf-8",\
                "request":{"path":"/in/bugs","headers":{"X-Topic":"a"},\
                "receivedAt":"2026-11-03T09:15:30.125Z"}}\
                """
                        .formatted(REJECTED);
    }
}
