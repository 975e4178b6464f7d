package io.keepwell.runtime.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces: takes what is sent by OTLP over HTTP, and keeps it as it is. */
public final class TestCollector implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    /** Listens at once, on a port that is free. */
    public TestCollector() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/v1/traces",
                exchange -> {
                    try (exchange) {
                        requests.add(exchange.getRequestBody().readAllBytes());
                        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                        exchange.sendResponseHeaders(OK, -1);
                    }
                });
        server.start();
    }

    /** Where to send to. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a service must be told to send at once, and only what its sender records. */
    public Map<String, String> settings() {
        return Map.of(
                "otel.exporter.otlp.endpoint",
                endpoint(),
                "otel.traces.sampler",
                "parentbased_always_off",
                "otel.bsp.schedule.delay",
                "100");
    }

    /** All that was sent until this moment, each a message of OTLP in protobuf. */
    public List<byte[]> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
