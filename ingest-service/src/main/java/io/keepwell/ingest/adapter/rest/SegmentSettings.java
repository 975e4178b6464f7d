package io.keepwell.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * The settings that Segment's library for browsers fetches before it sends anything.
 *
 * @param integrations where it sends: here, and nowhere else
 * @param plan which events it holds back: none
 * @param metrics what it tells of itself: nothing
 */
public record SegmentSettings(Integrations integrations, Plan plan, Metrics metrics) {

    /**
     * Where the library sends.
     *
     * @param here this service
     */
    public record Integrations(@JsonProperty("Segment.io") Here here) {}

    /**
     * This service.
     *
     * @param apiKey the write key
     * @param apiHost host, port and path
     * @param protocol http or https
     */
    public record Here(String apiKey, String apiHost, String protocol) {}

    /**
     * Which events the library holds back.
     *
     * @param track none
     */
    public record Plan(Map<String, Object> track) {}

    /**
     * What the library tells of itself.
     *
     * @param sampleRate how much of it, 0 to 1
     */
    public record Metrics(int sampleRate) {}

    static SegmentSettings of(String key, HttpServerRequest request) {
        return new SegmentSettings(
                new Integrations(
                        new Here(
                                key,
                                request.authority() + "/v1",
                                request.isSSL() ? "https" : "http")),
                new Plan(Map.of()),
                new Metrics(0));
    }
}
