package io.keepwell.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Empty when the request does not say by which name it has found us. */
    static Optional<SegmentSettings> of(String key, HttpServerRequest request) {
        @Nullable String forwarded = request.getHeader("X-Forwarded-Host");
        @Nullable String host = forwarded == null ? request.getHeader("Host") : forwarded;
        if (host == null || host.isBlank()) {
            return Optional.empty();
        }
        @Nullable String protocol = request.getHeader("X-Forwarded-Proto");
        return Optional.of(settings(key, host, protocol == null ? own(request) : protocol));
    }

    private static String own(HttpServerRequest request) {
        return request.isSSL() ? "https" : "http";
    }

    private static SegmentSettings settings(String key, String host, String protocol) {
        return new SegmentSettings(
                new Integrations(new Here(key, host + "/v1", protocol)),
                new Plan(Map.of()),
                new Metrics(0));
    }
}
