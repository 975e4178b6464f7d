package io.keepwell.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestTokens.class)
class ProblemsIT {

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*", "application/problem+json"})
    void shouldAnswerAnUnknownPathWithAProblemWhateverIsAccepted(String accepted) {
        Response answer = given().accept(accepted).get("/nowhere");

        requireProblem(answer, 404, "KW-4041");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trouble/limited?limit=many", "/%00", "//", "/..;/", "/%2e%2e/x"})
    void shouldAnswerAStrangePathWithAProblem(String path) {
        Response answer = given().urlEncodingEnabled(false).get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        requireProblem(answer, answer.statusCode(), "KW-" + answer.statusCode() + "1");
    }

    @Test
    void shouldNotTakeAnotherMethod() {
        Response answer = given().delete("/trouble");

        requireProblem(answer, 405, "KW-4051");
    }

    @Test
    void shouldAnswerWithAProblemThoughNoneIsAcceptable() {
        Response answer = json("{}").accept("text/html").post("/trouble");

        requireProblem(answer, 406, "KW-4061");
    }

    @Test
    void shouldNotTakeAnotherMediaType() {
        Response answer = given().contentType("text/csv").body("a,b").post("/trouble");

        requireProblem(answer, 415, "KW-4151");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"canary",
                "{\"name\":\"canary\",\"count\":{}}",
                "[\"canary\"]",
                "canary",
                ""
            })
    void shouldNotQuoteABodyThatItCannotRead(String body) {
        Response answer = json(body).post("/trouble");

        if (!body.isEmpty()) {
            requireProblem(answer, 400, "KW-4001");
        }
        assertThat(answer.asString()).doesNotContain("canary", "io.keepwell");
    }

    @Test
    void shouldNameAParameterThatIsNotAllowed() {
        Response answer = given().get("/trouble/limited?limit=101");

        requireProblem(answer, 400, "KW-4002");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("limit");
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains("100");
    }

    @Test
    void shouldTurnAwayABodyOverTheLimit() {
        Response answer = json("x".repeat(20_000)).post("/trouble");

        requireProblem(answer, 413, "KW-4131");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, 401, KW-4011",
        "forbidden, 403, KW-4031",
        "full, 503, KW-5031",
        "bug, 500, KW-5001"
    })
    void shouldTellOfAnExceptionOnlyItsKind(String what, int status, String code) {
        Response answer = given().get("/trouble/thrown/" + what);

        requireProblem(answer, status, code);
        assertThat(answer.asString()).doesNotContain("canary", "Exception", "at io.");
    }

    @Test
    void shouldNameABugAsTheLogDoes() {
        Response answer = given().get("/trouble/thrown/bug");

        assertThat(answer.jsonPath().getString("instance")).isEqualTo("urn:uuid:" + TestWiring.ID);
    }

    @Test
    void shouldChallengeWhoIsNotKnown() {
        Response answer = given().get("/trouble/thrown/nobody");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "403, KW-4031",
        "409, KW-4091",
        "412, KW-4121",
        "422, KW-4221",
        "428, KW-4281",
        "429, KW-4291",
        "503, KW-5031"
    })
    void shouldKeepAStatusThatTheCatalogueHas(int status, String code) {
        Response answer = given().get("/trouble/status/" + status);

        requireProblem(answer, status, code);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"418, 400, KW-4001", "501, 500, KW-5001"})
    void shouldFoldOtherStatusesIntoTheCatalogue(int status, int told, String code) {
        Response answer = given().get("/trouble/status/" + status);

        requireProblem(answer, told, code);
    }

    @Test
    void shouldKeepAConnectionWhoseBodyNobodyRead() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String body = "x".repeat(9_000);
            String request =
                    "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(body.length(), body);

            socket.getOutputStream().write((request + request).getBytes(StandardCharsets.US_ASCII));

            assertThat(answers(socket.getInputStream(), 2)).isEqualTo(2);
        }
    }

    /** Counts the status lines that come in, until so many have. */
    private static int answers(InputStream in, int awaited) throws IOException {
        var all = new StringBuilder();
        byte[] part = new byte[4096];
        int count = 0;
        while (count < awaited) {
            int read = in.read(part);
            if (read < 0) {
                break;
            }
            all.append(new String(part, 0, read, StandardCharsets.US_ASCII));
            count = all.toString().split("HTTP/1.1 404", -1).length - 1;
        }
        return count;
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    private static void requireProblem(Response answer, int status, String code) {
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.statusCode()).isEqualTo(status);
        var body = answer.jsonPath();
        assertThat(body.getInt("status")).isEqualTo(status);
        assertThat(body.getString("code")).isEqualTo(code);
        assertThat(body.getString("type")).isEqualTo("/problems/" + code);
        assertThat(body.getString("title")).isNotBlank();
        assertThat(body.getString("detail")).isNotBlank();
    }
}
