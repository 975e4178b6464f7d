package io.keepwell.runtime.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a service describes its interface. */
public final class OpenApi {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path WRITTEN = Path.of("target/openapi/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private OpenApi() {}

    /** One operation of the interface. */
    public record Operation(String id, String method, String path, JsonNode described) {

        /** Calls it, with an id that nothing has and a body without anything in it. */
        public Response of(RequestSpecification caller) {
            return caller.contentType("application/json")
                    .body("{}")
                    .request(
                            method.toUpperCase(Locale.ROOT),
                            path.replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000"));
        }
    }

    /** Fails where the committed description is not what the build says; or writes it anew. */
    public static void requireAsCommitted() throws IOException {
        if (Boolean.getBoolean("keepwell.write-docs")) {
            Files.copy(WRITTEN, COMMITTED, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(COMMITTED))
                .as("the interface has changed; if that is meant: -Dkeepwell.write-docs=true")
                .isEqualTo(Files.readString(WRITTEN));
    }

    /** The description as the service under test shows it. */
    public static JsonNode description() throws IOException {
        return new ObjectMapper()
                .readTree(given().queryParam("format", "json").get("/q/openapi").asString());
    }

    /** The operations below {@code /v1}. */
    public static List<Operation> operations() throws IOException {
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
