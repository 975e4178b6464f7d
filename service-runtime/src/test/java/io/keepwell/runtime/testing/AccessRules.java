package io.keepwell.runtime.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.token.TokenRole;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what, for every operation that an interface describes. */
public abstract class AccessRules {

    /** Who sees to the service. */
    private static final Set<TokenRole> OPERATORS = EnumSet.of(TokenRole.OPS, TokenRole.ADMIN);

    private final Set<String> work;
    private final Set<String> operations;
    private final Set<String> administration;

    /**
     * Rules of a service; what they do not name, every role may.
     *
     * @param work the operations that viewers may not call
     * @param operations those that only operators may
     */
    protected AccessRules(Set<String> work, Set<String> operations) {
        this(work, operations, Set.of());
    }

    /**
     * Rules of a service that has something for administrators alone.
     *
     * @param work the operations that viewers may not call
     * @param operations those that only operators may
     * @param administration those that only administrators may
     */
    protected AccessRules(Set<String> work, Set<String> operations, Set<String> administration) {
        this.work = work;
        this.operations = operations;
        this.administration = administration;
    }

    @Test
    void shouldKnowTheOperationsThatItsRulesName() throws IOException {
        List<String> ids = OpenApi.operations().stream().map(OpenApi.Operation::id).toList();

        assertThat(ids)
                .hasSizeGreaterThan(5)
                .containsAll(work)
                .containsAll(operations)
                .containsAll(administration);
    }

    @Test
    void shouldAnswerNothingWithoutAToken() throws IOException {
        assertThat(OpenApi.operations())
                .allSatisfy(operation -> {
                    Response answer = operation.of(given());
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.contentType()).isEqualTo("application/problem+json");
                    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                });
    }

    @ParameterizedTest
    @EnumSource(TokenRole.class)
    void shouldLetEveryRoleDoWhatItMay(TokenRole role) throws IOException {
        for (OpenApi.Operation operation : OpenApi.operations()) {
            Response answer = operation.of(TestTokens.as(role, "erin"));

            assertThat(answer.statusCode() != 403)
                    .as("%s by %s: %s", operation.id(), role, answer.asString())
                    .isEqualTo(may(role, operation.id()));
        }
    }

    @Test
    void shouldSayOfEveryOperationThatItNeedsAToken() throws IOException {
        assertThat(OpenApi.description().at("/security/0").has("bearer")).isTrue();
        assertThat(OpenApi.operations())
                .allSatisfy(operation -> {
                    assertThat(operation.described().has("security")).isFalse();
                    assertThat(operation.described().get("responses").has("401")).isTrue();
                    assertThat(operation.described().get("responses").has("403")).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/metrics", "/q/openapi"})
    void shouldTellOfItselfWithoutAToken(String path) {
        assertThat(given().get(path).statusCode()).isEqualTo(200);
    }

    private boolean may(TokenRole role, String operation) {
        if (administration.contains(operation)) {
            return role == TokenRole.ADMIN;
        }
        return operations.contains(operation)
                ? OPERATORS.contains(role)
                : role != TokenRole.VIEWER || !work.contains(operation);
    }
}
