package io.keepwell.ingest;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;

/** Sends as a source does. */
public final class Sender {

    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";

    /** Content types as they are given, without a charset. */
    public static final RestAssuredConfig PLAIN =
            RestAssuredConfig.config()
                    .encoderConfig(
                            EncoderConfig.encoderConfig()
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                    .encodeContentTypeAs(
                                            NDJSON, io.restassured.http.ContentType.TEXT));

    private Sender() {}

    /** A request with a write key. */
    public static RequestSpecification with(String key) {
        return given().config(PLAIN).header("Authorization", "Bearer " + key);
    }

    /** Posts JSON as the source crm. */
    public static Response post(String body) {
        return with(TestSources.CRM_KEY).contentType(JSON).body(body).post("/v1/events");
    }

    /** Posts lines as the source crm. */
    public static Response postLines(String body) {
        return with(TestSources.CRM_KEY).contentType(NDJSON).body(body).post("/v1/events");
    }

    /** A good event, of now. */
    public static String event(String id) {
        return event(id, "acme-1");
    }

    /** A good event of an account, of now. */
    public static String event(String id, String account) {
        return "{\"id\":\"%s\",\"accountId\":\"%s\",\"type\":\"usage.session-started\",\"occurredAt\":\"%s\"}"
                .formatted(id, account, Instant.now());
    }
}
