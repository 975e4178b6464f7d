package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A deployment that {@code ./keepwell up} has started on free ports, until it is closed. */
public final class LocalUp implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Path out;
    private final String[] arguments;
    private final Script script;
    private final Process process;
    private final JsonNode deployment;
    private final String key;

    private LocalUp(Path home, Script script, Process process, Path out, String... arguments)
            throws IOException {
        this.home = home;
        this.out = out;
        this.arguments = arguments;
        this.script = script;
        this.process = process;
        this.deployment = JSON.readTree(script.run("status", "--json").out()).get("deployment");
        this.key = script.run("key").out().strip();
    }

    /** Starts one in a folder, and waits until it is ready. */
    public static LocalUp start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** Starts one in a folder, told something by its environment, and waits until it is ready. */
    public static LocalUp start(Path folder, Map<String, String> environment) throws IOException {
        Path home = folder.resolve("home");
        var script = new Script(home);
        environment.forEach(script::with);
        Path out = folder.resolve("up.out");
        Path err = folder.resolve("up.err");
        String[] arguments = arguments();
        Process process = script.start(out, err, arguments);
        try {
            awaitReady(process, out, err);
            return new LocalUp(home, script, process, out, arguments);
        } catch (RuntimeException | Error e) {
            process.destroy();
            throw e;
        }
    }

    /** Waits until what was started says that it is ready. */
    static void awaitReady(Process process, Path out, Path err) throws IOException {
        await().atMost(START_MAX)
                .until(() -> !process.isAlive() || Files.readString(out).contains("Look in with"));
        assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
    }

    /** The command {@code up}, with ports that are free. */
    static String[] arguments() {
        return arguments("up");
    }

    /** A command that takes them, with ports that are free. */
    static String[] arguments(String command) {
        var arguments = new ArrayList<>(List.of(command));
        for (String port :
                List.of("kafka", "postgres", "ingest", "scoring", "alerting", "playbook")) {
            arguments.add("--%s-port".formatted(port));
            arguments.add("" + FreePorts.next());
        }
        return arguments.toArray(String[]::new);
    }

    /** All processes of a deployment: itself, its services, its database. */
    static List<ProcessHandle> processes(Path home, String... arguments) {
        List<String> marks =
                Stream.concat(
                                Stream.of(home.toString()),
                                Stream.of(arguments)
                                        .filter(it -> it.matches("\\d+"))
                                        .map("-Dquarkus.http.port="::concat))
                        .toList();
        return ProcessHandle.allProcesses()
                .filter(it -> {
                    String line = it.info().commandLine().orElse("");
                    return marks.stream().anyMatch(line::contains);
                })
                .toList();
    }

    /** The script, for other commands on the same home. */
    Script script() {
        return script;
    }

    /** Where it keeps its files. */
    Path home() {
        return home;
    }

    /** What {@code status} says of it. */
    public String of(String name) {
        return deployment.get(name).asText();
    }

    /** The process that a service is at this moment. */
    ProcessHandle service(String name) throws IOException {
        return service(home, name);
    }

    /** The process that a service is at this moment, of a deployment that is kept in a home. */
    static ProcessHandle service(Path home, String name) throws IOException {
        Path file = home.resolve("run").resolve(name + ".json");
        long pid = JSON.readTree(Files.readString(file)).get("pid").asLong();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** A token, as the options say. */
    public String token(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("token"), Stream.of(options)).toArray(String[]::new);
        Script.Result made = script.run(arguments);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return made.out().strip();
    }

    /** Sends events with the printed key. */
    public HttpResponse<String> send(List<String> events) throws Exception {
        return post("[" + String.join(",", events) + "]");
    }

    /** Sends events with the printed key, as a step of a trace. */
    HttpResponse<String> send(List<String> events, String traceparent) throws Exception {
        return http.send(
                request("/v1/events", "[" + String.join(",", events) + "]", key)
                        .header("traceparent", traceparent)
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends a body with the printed key. */
    HttpResponse<String> post(String body) throws Exception {
        return post(body, key);
    }

    /** Sends a body. */
    HttpResponse<String> post(String body, String writeKey) throws Exception {
        return http.send(request("/v1/events", body, writeKey).build(), BodyHandlers.ofString());
    }

    /** Sends a body to a path with the printed key. */
    HttpResponse<String> postTo(String path, String body) throws Exception {
        return http.send(request(path, body, key).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body, String writeKey) {
        return HttpRequest.newBuilder(URI.create(of("ingest") + path))
                .header("Authorization", "Bearer " + writeKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** A page's items. */
    List<JsonNode> items(String service, String path, String token) throws Exception {
        return StreamSupport.stream(get(service, path, token).get("items").spliterator(), false)
                .toList();
    }

    /** What a service answers, which must be 200. */
    public JsonNode get(String service, String path, String token) throws Exception {
        HttpResponse<String> answer = ask(service, path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Waits until a service that was killed is there again. */
    void awaitReady(String service) {
        await().atMost(START_MAX)
                .ignoreException(ConnectException.class)
                .until(() -> status(service, "/q/health/ready", "") == 200);
    }

    /** The status of a service's answer. */
    int status(String service, String path, String token) throws Exception {
        return ask(service, path, token).statusCode();
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.destroy();
        await().atMost(STOP_MAX).until(() -> !process.isAlive());
        assertThat(Files.readString(out)).contains("Stopped. The data is kept in");
        assertThat(processes(home, arguments)).isEmpty();
    }

    private HttpResponse<String> ask(String service, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(of(service) + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
