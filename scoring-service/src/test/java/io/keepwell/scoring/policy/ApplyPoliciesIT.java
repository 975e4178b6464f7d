package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class ApplyPoliciesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/v1/policies";
    private static final Path SHIPPED = Path.of("../policies/default");

    /** Judges by the last answer to the NPS question alone: 6 of 10 is a score of 60. */
    private static final String CARD =
            """
            kind: Scorecard
            id: %s
            bands:
            - {status: green, from: 90}
            - {status: yellow, from: %d}
            - {status: red, from: 0}
            minCoverage: 0
            dimensions:
            - id: voice
              weight: 1
              measures:
              - id: nps
                weight: 1
                value: latest('engagement.nps-submitted')
                transform: {linear: {at0: 0, at100: 10}}
            """;

    private static final Sent REACTIONS =
            new Sent(
                    "reactions.yaml",
                    """
                    kind: AlertRules
                    id: all
                    rules: [{id: red, category: risk, when: {status: red}, severity: high}]
                    ---
                    kind: Play
                    id: greet
                    category: expansion
                    trigger: {status: green}
                    tasks: [{id: say, title: Thank them, role: csm, dueInWorkingDays: 1}]
                    """);

    @Inject Pool pool;

    @AfterEach
    void putTheShippedPoliciesBack() {
        assertThat(apply(shipped()).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAnOverrideWhereTheScorecardHeedsNobody() {
        // Given
        AccountId account = account();
        Sent card = card("nps", 50);
        applied(List.of(new Sent(card.name(), card.text() + "overrides: {maxDays: 0}\n")));
        try (var log = new Log()) {
            log.send(List.of(answer(account, 6)));
            log.flush();
        }
        await().atMost(SOON).until(() -> status(account).equals("yellow"));

        // When
        Response answer =
                asAdmin()
                        .contentType("application/json")
                        .body(Map.of("value", 40, "reason", "They leave."))
                        .put("/v1/accounts/{id}/score/override", account.value());

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("detail"))
                .isEqualTo(
                        "scorecard 'nps' heeds nobody's word: its overrides.maxDays is 0; let it be"
                                + " a number of days, or send the events that are missing");
    }

    @Test
    void shouldJudgeAllAccountsAnewWithinSecondsAndLoseNoEvent() throws Exception {
        // Given an account that is yellow
        AccountId account = account();
        AccountId busy = account();
        applied(List.of(card("nps", 50)));
        try (var log = new Log();
                var sending = Executors.newSingleThreadExecutor()) {
            log.send(List.of(answer(account, 6)));
            log.flush();
            await().atMost(SOON).until(() -> status(account).equals("yellow"));
            var sent = sending.submit(() -> sendFor(busy, Duration.ofSeconds(6)));

            long takeovers = takeovers();

            // When the bands say that it is red
            String version = applied(List.of(card("nps", 70)));

            // Then
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> status(account).equals("red"));
            assertThat(
                            rows(
                                    "select cause, policy_version from health_history where"
                                            + " account_id = $1 order by id desc limit 1",
                                    account.value()))
                    .extracting(row -> row.getString(0), row -> row.getString(1))
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("configuration", version));
            await().atMost(SOON).until(() -> told(account).getLast().to() == Status.RED);
            assertThat(told(account).getLast())
                    .satisfies(message -> {
                        assertThat(message.from()).isEqualTo(Status.YELLOW);
                        assertThat(message.cause().kind()).isEqualTo(CauseKind.CONFIGURATION);
                        assertThat(message.policyVersion()).isEqualTo(version);
                    });
            assertThat(takeovers()).as("the fold went on with its partitions").isEqualTo(takeovers);
            long events = sent.get();
            await().atMost(SOON).until(() -> folded(busy) == events);
        }
    }

    @Test
    void shouldGoOnWhenTheCardIsRemovedThatJudgedAnAccount() {
        // Given
        AccountId account = account();
        applied(List.of(card("nps", 50)));
        try (var log = new Log()) {
            log.send(List.of(answer(account, 6)));
            log.flush();
            await().atMost(SOON).until(() -> status(account).equals("yellow"));

            // When
            applied(List.of(card("other", 70)));

            // Then
            await().atMost(SOON).until(() -> status(account).equals("red"));
            log.send(List.of(answer(account, 10)));
            log.flush();
            await().atMost(SOON).until(() -> folded(account) == 2);
        }
    }

    @Test
    void shouldTellReadersOfAllDocumentsAtOnce() {
        String version = applied(shipped(Map.of("  weight: 25\n", "  weight: 26\n")));

        var documents = rows("select documents from policy_bundle where version = $1", version);
        int count = documents.getFirst().getJsonArray(0).size();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(policies())
                                .filteredOn(it -> it.policyVersion().equals(version))
                                .hasSize(count)
                                .allSatisfy(it -> {
                                    assertThat(it.appliedBy()).isEqualTo(TestTokens.ADMIN);
                                    assertThat(it.publisher()).isEqualTo(Publisher.SCORING);
                                }));
        assertThat(rows("select applied_by from policy_application where version = $1", version))
                .extracting(row -> row.getString(0))
                .containsExactly(TestTokens.ADMIN);
    }

    @Test
    void shouldSayWhatIsInForce() {
        String version = applied(List.of(card("nps", 50)));

        Response all = asAdmin().get(PATH);

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.header("ETag")).isEqualTo("\"" + version + "\"");
        assertThat(all.jsonPath().getString("version")).isEqualTo(version);
        assertThat(all.jsonPath().getString("appliedBy")).isEqualTo(TestTokens.ADMIN);
        assertThat(Instant.parse(all.jsonPath().getString("appliedAt"))).isNotNull();
        assertThat(all.jsonPath().getList("documents.id")).containsExactly("nps");
        Response one = asAdmin().get(PATH + "/Scorecard/nps");
        assertThat(one.contentType()).startsWith("application/yaml");
        assertThat(one.asString()).isEqualTo(CARD.formatted("nps", 50));
        assertThat(asAdmin().get(PATH + "/Scorecard/five-pillar").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatIsDifferent() {
        String before = applied(List.of(card("nps", 50), resolver("nps")));

        Response answer = apply(List.of(card("nps", 70), card("other", 50), resolver("nps")));

        assertThat(answer.jsonPath().getString("previousVersion")).isEqualTo(before);
        assertThat(answer.jsonPath().getList("changed.id")).containsExactly("nps", "other");
        assertThat(answer.jsonPath().getList("changed.change")).containsExactly("changed", "added");
        assertThat(answer.jsonPath().getInt("unchanged")).isEqualTo(1);
        assertThat(answer.jsonPath().getBoolean("dryRun")).isFalse();
    }

    @Test
    void shouldTellNobodyOfAStatusWhenOnlyReactionsAreDifferent() {
        // Given an account that is yellow
        AccountId account = account();
        String before = applied(List.of(card("nps", 50)));
        try (var log = new Log()) {
            log.send(List.of(answer(account, 6)));
            log.flush();
        }
        await().atMost(SOON).until(() -> policyOf(account).equals(before));
        assertThat(status(account)).isEqualTo("yellow");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(told(account))
                                .last()
                                .satisfies(it -> assertThat(it.to()).isEqualTo(Status.YELLOW)));
        // one more where the policies before these had judged it first
        List<StatusChangedV1> told = told(account);

        // When
        Response answer = apply(List.of(card("nps", 50), REACTIONS));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("previousVersion")).isEqualTo(before);
        assertThat(answer.jsonPath().getList("changed.kind")).containsExactly("AlertRules", "Play");
        String version = answer.jsonPath().getString("version");
        assertThat(asAdmin().get(PATH + "/Play/greet").asString()).startsWith("kind: Play\n");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(policies())
                                .filteredOn(it -> it.policyVersion().equals(version))
                                .extracting(PolicyAppliedV1::messageKey)
                                .containsExactlyInAnyOrder(
                                        "Scorecard/nps", "AlertRules/all", "Play/greet"));
        await().atMost(SOON).until(() -> policyOf(account).equals(version));
        assertThat(status(account)).isEqualTo("yellow");
        assertThat(told(account)).isEqualTo(told);
    }

    @Test
    void shouldDoNothingWhenAllOfItIsInForce() {
        String version = applied(List.of(card("nps", 50)));
        await().atMost(SOON).until(() -> outbox() == 0);
        int before = policies().size();

        Response again = apply(List.of(card("nps", 50)));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("previousVersion")).isEqualTo(version);
        assertThat(again.jsonPath().getList("changed")).isEmpty();
        assertThat(outbox()).isZero();
        assertThat(policies()).hasSize(before);
    }

    @Test
    void shouldOnlySayWhatItWouldDoWhenAsked() {
        String version = applied(List.of(card("nps", 50)));

        Response dry = request(List.of(card("nps", 70))).queryParam("dryRun", true).put(PATH);

        assertThat(dry.jsonPath().getList("changed.id")).containsExactly("nps");
        assertThat(dry.jsonPath().getBoolean("dryRun")).isTrue();
        assertThat(asAdmin().get(PATH).jsonPath().getString("version")).isEqualTo(version);
    }

    @Test
    void shouldApplyNothingWhenItIsNotClearWhetherToApply() {
        String version = applied(List.of(card("nps", 50)));

        Response unclear = request(List.of(card("nps", 71))).queryParam("dryRun", "1").put(PATH);

        assertThat(unclear.statusCode()).isEqualTo(400);
        assertThat(unclear.jsonPath().getList("errors.pointer")).containsExactly("dryRun");
        assertThat(asAdmin().get(PATH).jsonPath().getString("version")).isEqualTo(version);
    }

    @Test
    void shouldNotKnowADocumentThatNoDatabaseCanName() {
        assertThat(asAdmin().get(PATH + "/{kind}/{id}", "Scorecard", "nps\0").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseWithEveryProblemAndItsPlace() {
        String version = applied(List.of(card("nps", 50)));

        Response refused =
                apply(
                        List.of(
                                card("nps", 50),
                                new Sent("b.yaml", "kind: Resolver\nid: a\nscorecards: 7\n")));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getList("errors.pointer")).containsExactly("/files/1");
        assertThat(refused.jsonPath().getString("errors[0].detail")).startsWith("b.yaml:3:");
        assertThat(asAdmin().get(PATH).jsonPath().getString("version")).isEqualTo(version);
    }

    @Test
    void shouldRefuseABodyThatIsNotComplete() {
        assertThat(put("{}").jsonPath().getList("errors.pointer")).containsExactly("/files");
        assertThat(
                        put("{\"files\": [null, {\"name\": \"a\"}]}")
                                .jsonPath()
                                .getList("errors.pointer"))
                .contains("/files/0/name", "/files/0/text", "/files/1/text");
        assertThat(apply(List.of(card("nps", 50), card("nps", 50))).statusCode()).isEqualTo(422);
        assertThat(apply(List.of(new Sent("nul", "kind: \u0000"))).statusCode()).isEqualTo(422);
        assertThat(put("").statusCode()).isEqualTo(400);
        assertThat(put("[").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseABodyThatIsTooLongUnread() throws IOException {
        String head =
                """
                PUT /v1/policies HTTP/1.1
                Host: a
                Content-Type: application/json
                Content-Length: 4194305

                """
                        .replace("\n", "\r\n");
        try (Socket socket = new Socket("localhost", RestAssured.port);
                var answer =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void shouldRefuseWhenOthersHaveAppliedMeanwhile() {
        String first = applied(List.of(card("nps", 50)));
        String second = applied(List.of(card("nps", 60)));

        Response late =
                request(List.of(card("nps", 70))).header("If-Match", "\"" + first + "\"").put(PATH);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(asAdmin().get(PATH).jsonPath().getString("version")).isEqualTo(second);
        assertThat(
                        request(List.of(card("nps", 70)))
                                .header("If-Match", "\"" + second + "\"")
                                .put(PATH)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldApplyOneAfterTheOther() throws Exception {
        // Given
        String before = applied(List.of(card("nps", 50)));
        List<Callable<Response>> applies = new ArrayList<>();
        for (int yellow = 51; yellow < 59; yellow++) {
            List<Sent> files = List.of(card("nps", yellow));
            applies.add(() -> apply(files));
        }

        // When
        var answers = new ArrayList<Response>();
        try (var callers = Executors.newFixedThreadPool(applies.size())) {
            for (var answer : callers.invokeAll(applies)) {
                answers.add(answer.get());
            }
        }

        // Then each has replaced another, and the last is in force
        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        var versions = new ArrayList<String>(List.of(before));
        answers.forEach(it -> versions.add(it.jsonPath().getString("version")));
        var replaced = new ArrayList<String>();
        answers.forEach(it -> replaced.add(it.jsonPath().getString("previousVersion")));
        replaced.add(asAdmin().get(PATH).jsonPath().getString("version"));
        assertThat(replaced).containsExactlyInAnyOrderElementsOf(versions);
    }

    /** A file that is sent. */
    public record Sent(String name, String text) {}

    private static Sent card(String id, int yellowFrom) {
        return new Sent("card-" + id + ".yaml", CARD.formatted(id, yellowFrom));
    }

    private static Sent resolver(String card) {
        return new Sent(
                "resolver.yaml",
                "kind: Resolver\nid: all\nscorecards: [{scorecard: %s}]\n".formatted(card));
    }

    private static List<Sent> shipped() {
        return shipped(Map.of());
    }

    private static List<Sent> shipped(Map<String, String> replacements) {
        return PolicyFiles.at(List.of(SHIPPED)).files().stream()
                .map(file -> {
                    String text = file.text();
                    for (var replacement : replacements.entrySet()) {
                        text = text.replace(replacement.getKey(), replacement.getValue());
                    }
                    return new Sent(file.name(), text);
                })
                .toList();
    }

    private static Response put(String body) {
        return asAdmin().contentType("application/json").body(body).put(PATH);
    }

    private static RequestSpecification request(List<Sent> files) {
        return asAdmin().contentType("application/json").body(Map.of("files", files));
    }

    private static Response apply(List<Sent> files) {
        return request(files).put(PATH);
    }

    /** Applies; the version. */
    private static String applied(List<Sent> files) {
        Response answer = apply(files);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getString("version");
    }

    private static List<PolicyAppliedV1> policies() {
        return TestTopics.messages(Topic.POLICIES).stream()
                .map(PolicyAppliedV1.class::cast)
                .toList();
    }

    private static List<StatusChangedV1> told(AccountId account) {
        return TestTopics.messages(Topic.HEALTH_CHANGES, account).stream()
                .filter(StatusChangedV1.class::isInstance)
                .map(StatusChangedV1.class::cast)
                .toList();
    }

    /** Sends an event every few milliseconds; how many. */
    private static long sendFor(AccountId account, Duration howLong) {
        Instant end = Instant.now().plus(howLong);
        long count = 0;
        try (var log = new Log()) {
            while (Instant.now().isBefore(end)) {
                log.send(List.of(answer(account, 10)));
                log.flush();
                count++;
            }
        }
        return count;
    }

    private static CustomerEventV1 answer(AccountId account, int nps) {
        return Log.event(account, "engagement.nps-submitted", Map.of("value", nps));
    }

    private String status(AccountId account) {
        return rows("select status from account where account_id = $1", account.value()).stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("");
    }

    /** By which policies it was last judged. */
    private String policyOf(AccountId account) {
        return rows(
                        "select policy_version from health_history where account_id = $1 order by"
                                + " id desc limit 1",
                        account.value())
                .stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("");
    }

    private long folded(AccountId account) {
        return rows("select folded from account_state where account_id = $1", account.value())
                .stream()
                .map(row -> row.getLong(0))
                .findFirst()
                .orElse(0L);
    }

    /** How often partitions were taken over, all together. */
    private long takeovers() {
        return rows(
                        "select coalesce(sum(epoch), 0)::bigint from fold_partition where part >="
                                + " $1",
                        0)
                .getFirst()
                .getLong(0);
    }

    private long outbox() {
        return rows("select count(*) from outbox where topic = $1", Topic.POLICIES.topicName())
                .getFirst()
                .getLong(0);
    }

    private List<Row> rows(String sql, Object argument) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON).forEach(rows::add);
        return rows;
    }

    private static AccountId account() {
        return new AccountId("nps-" + UUID.randomUUID());
    }
}
