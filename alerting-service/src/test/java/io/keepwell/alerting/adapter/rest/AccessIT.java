package io.keepwell.alerting.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.alerting.AlertingInfra;
import io.keepwell.alerting.TestTokens;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what, for every operation that the interface describes. */
@QuarkusTest
@WithTestResource(AlertingInfra.class)
class AccessIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** What a viewer may not. */
    private static final Set<String> WORK = Set.of("acknowledgeAlert", "resolveAlert");

    /** What only those may who see to the service. */
    private static final Set<String> OPERATIONS = Set.of("listDeliveries", "retryDelivery");

    private static final Set<TokenRole> OPERATORS = EnumSet.of(TokenRole.OPS, TokenRole.ADMIN);

    /** One operation of the interface. */
    private record Operation(String id, String method, String path, JsonNode described) {

        Response of(RequestSpecification caller) {
            return caller.contentType("application/json")
                    .body("{}")
                    .request(
                            method.toUpperCase(Locale.ROOT),
                            path.replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000"));
        }
    }

    @AfterEach
    void leave() {
        TestTokens.leave();
    }

    @Test
    void shouldAnswerNothingWithoutAToken() throws IOException {
        List<Operation> operations = operations();

        assertThat(operations).hasSizeGreaterThan(5);
        assertThat(operations)
                .allSatisfy(operation -> {
                    Response answer = operation.of(given());
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.contentType()).isEqualTo("application/problem+json");
                    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                });
    }

    @ParameterizedTest
    @EnumSource(TokenRole.class)
    void shouldLetEveryRoleReadAndAllButViewersWork(TokenRole role) throws IOException {
        for (Operation operation : operations()) {
            boolean isAllowed =
                    OPERATIONS.contains(operation.id())
                            ? OPERATORS.contains(role)
                            : role != TokenRole.VIEWER || !WORK.contains(operation.id());

            TestTokens.become(TokenHolder.of("erin", EnumSet.of(role), null, "any team"));

            Response answer = operation.of(given());

            assertThat(answer.statusCode() != 403)
                    .as("%s by %s: %s", operation.id(), role, answer.asString())
                    .isEqualTo(isAllowed);
        }
    }

    @Test
    void shouldSayOfEveryOperationThatItNeedsAToken() throws IOException {
        assertThat(description().at("/security/0").has("bearer")).isTrue();
        assertThat(operations())
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

    private static JsonNode description() throws IOException {
        return new ObjectMapper()
                .readTree(given().queryParam("format", "json").get("/q/openapi").asString());
    }

    private static List<Operation> operations() throws IOException {
        var operations = new ArrayList<Operation>();
        for (var path : description().get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (path.getKey().startsWith("/v1") && METHODS.contains(method.getKey())) {
                    operations.add(
                            new Operation(
                                    method.getValue().get("operationId").asText(),
                                    method.getKey(),
                                    path.getKey(),
                                    method.getValue()));
                }
            }
        }
        return operations;
    }
}
