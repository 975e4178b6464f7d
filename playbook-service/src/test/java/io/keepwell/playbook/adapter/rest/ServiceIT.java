package io.keepwell.playbook.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.BrokenSessions;
import io.keepwell.runtime.testing.OpenApi;
import io.keepwell.runtime.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What operators and other teams rely on. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class ServiceIT {

    @Test
    void shouldBeDescribedByTheCommittedFile() throws IOException {
        OpenApi.requireAsCommitted();
    }

    @Test
    void shouldAnswerAPathThatIsNoneWithAProblem() {
        TestCallers.become("ann", new Scope.All(), true);
        var answer = given().get("/v1/nothing");
        TestTokens.leave();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }

    @Test
    void shouldAskToTryAgainWhenTheDatabaseEndsASession() throws SQLException {
        BrokenSessions.requireTryAgain(
                "keepwell_playbook", "task", () -> TestTokens.asAdmin().get("/v1/tasks"));
    }
}
