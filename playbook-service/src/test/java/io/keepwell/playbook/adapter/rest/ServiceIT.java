package io.keepwell.playbook.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.runtime.security.Scope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** What operators and other teams rely on. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class ServiceIT {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path WRITTEN = Path.of("target/openapi/openapi.yaml");

    @Test
    void shouldBeDescribedByTheCommittedFile() throws IOException {
        if (Boolean.getBoolean("keepwell.write-docs")) {
            Files.copy(WRITTEN, COMMITTED, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(Files.readString(COMMITTED))
                .as("the interface has changed; if that is meant: -Dkeepwell.write-docs=true")
                .isEqualTo(Files.readString(WRITTEN));
    }

    @Test
    void shouldAnswerAPathThatIsNoneWithAProblem() {
        TestCallers.become("ann", new Scope.All(), true);
        var answer = given().get("/v1/nothing");
        TestCallers.leave();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }
}
