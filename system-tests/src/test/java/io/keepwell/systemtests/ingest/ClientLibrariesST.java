package io.keepwell.systemtests.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.InfraOptions;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.key.KeyHash;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.FreePorts;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The libraries that others make, told nothing but an address and a key: what they send arrives,
 * and counts once, though Kafka goes away while they send.
 */
class ClientLibrariesST {

    private static final List<String> LIBRARIES =
            List.of("segment-node", "segment-browser", "rudderstack-node", "cloudevents");
    private static final String KEY = "kw_key-of-";
    private static final int CALLS = 200;

    /** Of these a half has so many that are numbered; of CloudEvents all. */
    private static final int TRACKED = 94;

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The paths that the libraries use, as the metrics name them. */
    private static final Set<String> PATHS =
            Set.of("/v1/batch", "/v1/events", "/v1/{letter: [abgipst]}");

    private static final Map<String, Set<String>> TYPES =
            Map.of(
                    "group",
                    Set.of("account.updated"),
                    "identify",
                    Set.of("relationship.contact-identified"),
                    "track",
                    Set.of("usage.feature-used", "usage.session-started"),
                    "page",
                    Set.of("usage.page-viewed"),
                    "screen",
                    Set.of("usage.page-viewed"));

    @TempDir private static Path folder = Path.of("");

    private static final Map<String, Map<String, String>> SENT = new TreeMap<>();
    private static final List<CustomerEventV1> EVENTS = new ArrayList<>();
    private static final List<IdentityMergedV1> MERGES = new ArrayList<>();
    private static final List<RejectedEventV1> REJECTIONS = new ArrayList<>();

    @BeforeAll
    static void sendAndTakeKafkaAway() throws Exception {
        ClientLibrary.install(folder);
        try (EmbeddedInfra infra =
                EmbeddedInfra.start(
                        InfraOptions.keptIn(folder.resolve("infra"))
                                .withDurable(false)
                                .withPorts(FreePorts.next(), FreePorts.next()))) {
            Topics.createForIngest(infra.kafka().bootstrapServers(), PARTITIONS);
            try (KillableService ingest = ingest(infra).awaitReady()) {
                Map<String, ClientLibrary> libraries = new LinkedHashMap<>();
                try {
                    for (String name : LIBRARIES) {
                        libraries.put(
                                name, ClientLibrary.start(name, folder, ingest.port(), KEY + name));
                    }
                    send(libraries, infra, ingest.port());
                } finally {
                    libraries.values().forEach(ClientLibrary::close);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void shouldHaveEverythingThatALibrarySent(String library) {
        Map<String, String> sent = SENT.getOrDefault(library, Map.of());

        assertThat(sent).hasSize(CALLS);
        assertThat(REJECTIONS).noneMatch(it -> it.source().value().equals(library));
        assertThat(Stream.concat(ids(EVENTS, library), merges(library)))
                .as("whatever came twice has the same source and id")
                .containsExactlyInAnyOrderElementsOf(sent.keySet());
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void shouldUnderstandWhatALibrarySent(String library) {
        Map<String, String> sent = SENT.getOrDefault(library, Map.of());

        assertThat(EVENTS)
                .filteredOn(it -> it.source().value().equals(library))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.accountId().value()).isEqualTo(library);
                    assertThat(it.actorId()).isEqualTo("ann-of-" + library);
                    assertThat(it.type().value()).isIn(TYPES.get(sent.get(it.id())));
                    assertThat(Duration.between(it.occurredAt(), it.receivedAt()))
                            .isBetween(Duration.ofSeconds(-1), PATIENCE);
                });
        assertThat(numbers(library)).isEqualTo(numbersSent(library));
    }

    private static void send(Map<String, ClientLibrary> libraries, EmbeddedInfra infra, int port)
            throws IOException, InterruptedException {
        libraries.values().forEach(ClientLibrary::awaitCalm);
        infra.kafka().stop();
        for (ClientLibrary library : libraries.values()) {
            library.goOn();
        }
        await().atMost(PATIENCE).until(() -> refusing(port).containsAll(PATHS));
        infra.kafka().start();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    read(infra.kafka().bootstrapServers());
                    assertThat(libraries)
                            .allSatisfy((name, library) ->
                                    assertThat(Stream.concat(ids(EVENTS, name), merges(name)))
                                            .as(library.said())
                                            .hasSize(CALLS));
                });
        for (Map.Entry<String, ClientLibrary> library : libraries.entrySet()) {
            SENT.put(library.getKey(), library.getValue().sent());
            assertThat(library.getValue().end()).as(library.getValue().said()).isZero();
        }
    }

    /** Which paths have been answered with 503. */
    private static Set<String> refusing(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/q/metrics"
                                                                    .formatted(port)))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            return metrics.lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                    .filter(line -> line.contains("status=\"503\""))
                    .map(line -> line.replaceAll(".*uri=\"([^\"]*)\".*", "$1"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void read(String servers) {
        EVENTS.clear();
        MERGES.clear();
        REJECTIONS.clear();
        messages(servers, Topic.CUSTOMER_EVENTS, CustomerEventV1.class).forEach(EVENTS::add);
        messages(servers, Topic.UNATTRIBUTED_EVENTS, IdentityMergedV1.class).forEach(MERGES::add);
        messages(servers, Topic.REJECTED_EVENTS, RejectedEventV1.class).forEach(REJECTIONS::add);
    }

    private static <T extends Message> Stream<T> messages(
            String servers, Topic topic, Class<T> type) {
        return Topics.messages(servers, topic).stream().filter(type::isInstance).map(type::cast);
    }

    private static Stream<String> ids(List<CustomerEventV1> events, String source) {
        return events.stream()
                .filter(it -> it.source().value().equals(source))
                .map(CustomerEventV1::id)
                .distinct();
    }

    private static Stream<String> merges(String source) {
        return MERGES.stream()
                .filter(it -> it.source().value().equals(source))
                .map(IdentityMergedV1::id)
                // An identify or group of a page says it beside its event: the visitor is the user.
                .filter(id -> !id.endsWith(".merge"))
                .distinct();
    }

    /** The property that tells the calls of a half apart, by event. */
    private static List<String> numbers(String source) {
        Map<String, String> numbers = new TreeMap<>();
        EVENTS.stream()
                .filter(it -> it.source().value().equals(source))
                .filter(it -> it.type().value().equals("usage.feature-used"))
                .forEach(it ->
                        numbers.put(it.id(), "" + it.attributes().number("number").orElseThrow()));
        return numbers.values().stream().sorted().toList();
    }

    private static List<String> numbersSent(String library) {
        int perHalf = library.equals("cloudevents") ? CALLS / 2 : TRACKED;
        return IntStream.range(0, perHalf)
                .boxed()
                .flatMap(number -> Stream.of(number, number))
                .map(String::valueOf)
                .sorted()
                .toList();
    }

    private static KillableService ingest(EmbeddedInfra infra) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        for (String library : LIBRARIES) {
            Files.writeString(
                    sources.resolve(library + ".yaml"),
                    "kind: Source\nid: %s\ntype: events\nkeys: '%s'\n"
                            .formatted(library, KeyHash.of(KEY + library)));
        }
        return KillableService.start(
                "ingest",
                folder.resolve("ingest.log"),
                FreePorts.next(),
                Map.of(
                        "kafka.bootstrap.servers",
                        infra.kafka().bootstrapServers(),
                        "ingest.sources",
                        sources.toString(),
                        "ingest.acknowledge-within",
                        "2s",
                        // RudderStack's library gives up after three repeats; so much time has
                        // Kafka.
                        "ingest.retry-after",
                        "6s"),
                Map.of("INGEST_BACKFILL_SECRET", "a-secret-of-the-library-tests-long-enough"));
    }
}
