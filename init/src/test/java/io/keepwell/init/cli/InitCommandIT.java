package io.keepwell.init.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.init.Deployment;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.model.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class InitCommandIT {

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Deployment deployment;

    @BeforeEach
    void empty() throws IOException {
        deployment = Deployment.empty();
        Files.writeString(
                directory.resolve("cards.yaml"),
                """
                kind: Scorecard
                id: five-pillar
                bands: [{status: green, from: 0}]
                minCoverage: 0
                dimensions:
                - id: usage
                  weight: 1
                  measures:
                  - {id: users, weight: 1, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}
                """);
        Files.writeString(
                directory.resolve("signals.yaml"),
                """
                kind: Signals
                id: risk
                signals: [{id: low, category: risk, when: score() < 20}]
                ---
                kind: Signals
                id: expansion
                signals: [{id: high, category: expansion, when: score() > 80}]
                """);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void shouldPrintALineAThingAndTheSum() {
        // Given an empty deployment
        // When
        int code = run("--policies", directory.toString());
        // Then
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().toList())
                .hasSize(18)
                .contains(
                        "topic     keepwell.accounts: created (12 partitions,"
                                + " cleanup.policy=compact)",
                        "database  keepwell_scoring: created (its owner is new and has no"
                                + " password)")
                .anyMatch(line -> line.startsWith("policy    Signals/risk: published (version "));
        assertThat(sum())
                .matches(
                        "init: 11 topics \\(11 created\\), 3 databases \\(3 created\\),"
                                + " 3 policies \\(3 published\\) in \\d+\\.\\d s");
    }

    @Test
    void shouldSayThatNothingChangedTheSecondTime() {
        // Given
        run("--policies", directory.toString());
        out.getBuffer().setLength(0);
        // When
        int code = run("--policies", directory.toString());
        // Then
        assertThat(code).isZero();
        assertThat(sum())
                .matches(
                        "init: 11 topics \\(11 already there\\), 3 databases \\(3 already there\\),"
                                + " 3 policies \\(3 in force\\) in \\d+\\.\\d s, nothing changed");
    }

    @Test
    void shouldDoNothingInADryRun() {
        // Given an empty deployment
        // When
        int code = run("--dry-run", "--policies", directory.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("topic     keepwell.alerts: would be created")
                .contains("database  keepwell_scoring: would be created")
                .contains("policy    Signals/risk: would be published")
                .contains("init (dry run): 11 topics (11 would be created), 3 databases");
        assertThat(deployment.topicNames()).noneMatch(name -> name.startsWith("keepwell."));
        assertThat(deployment.databases()).isEmpty();
        assertThat(deployment.ask("select 1 from pg_roles where rolname like 'keepwell\\_%'"))
                .isEmpty();
    }

    @Test
    void shouldChangeNothingInADryRunOnAnExistingDeployment() {
        // Given
        run();
        out.getBuffer().setLength(0);
        deployment.run("grant connect on database keepwell_scoring to public");
        deployment.set(Topic.ALERTS, "retention.ms", "1000000000");
        // When
        int code = run("--dry-run", "--align", "--policies", directory.toString());
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("keepwell.alerts: would be changed (retention.ms from 1000000000 to")
                .contains("keepwell_scoring: would be changed (closed to all roles");
        assertThat(deployment.settingsOf(Topic.ALERTS)).containsEntry("retention.ms", "1000000000");
        assertThat(deployment.policyRecords()).isEmpty();
        assertThat(
                        deployment.ask(
                                "select has_database_privilege('keepwell_playbook',"
                                        + " 'keepwell_scoring', 'connect')"))
                .containsExactly("t");
    }

    @Test
    void shouldPrintJson() throws IOException {
        // Given an empty deployment
        // When
        int code = run("--json", "--policies", directory.toString());
        // Then
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(report.path("failed").asBoolean()).isFalse();
        assertThat(report.path("changed").asBoolean()).isTrue();
        assertThat(report.path("outcomes")).hasSize(17);
        assertThat(report.at("/outcomes/0/outcome").asText()).isEqualTo("created");
    }

    @Test
    void shouldPrintAllProblemsOfTheFilesAndFail() throws IOException {
        // Given
        Files.writeString(directory.resolve("signals.yaml"), "kind: Signals\n---\nid: b\n");
        // When
        int code = run("--policies", directory.toString());
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines().toList())
                .containsExactly(
                        "policy    %s/signals.yaml:1:1: the document has no 'id'. Add a line such as 'id: five-pillar'."
                                .formatted(directory),
                        "policy    %s/signals.yaml:3:1: the document has no 'kind'. Add a line such as 'kind: Scorecard'."
                                .formatted(directory));
        assertThat(sum()).contains("2 policies (2 failed), FAILED in");
        assertThat(deployment.policyRecords()).isEmpty();
    }

    @Test
    void shouldNameBothServersThatCannotBeReachedAndEndInTime() throws IOException {
        // Given
        String kafka = "localhost:" + closedPort();
        String postgres = "localhost:" + closedPort();
        Instant begin = Instant.now();
        // When
        int code = execute("--kafka", kafka, "--postgres", postgres, "--wait", "3");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(err.toString().lines().toList())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("server    Kafka at %s: was not reached: ".formatted(kafka))
                                && line.contains("Check that it runs and that --kafka"))
                .anyMatch(line ->
                        line.startsWith(
                                        "server    PostgreSQL at %s: was not reached: "
                                                .formatted(postgres))
                                && line.contains("Check that it runs and that --postgres"));
    }

    @Test
    void shouldPrepareTheOtherServerWhenOneCannotBeReached() throws IOException {
        // Given
        PostgresTarget postgres = deployment.postgres();
        Path password = Files.writeString(directory.resolve("secret"), "keepwell\n");
        // When
        int code =
                execute(
                        "--kafka",
                        "no-such-host.invalid:9092",
                        "--postgres",
                        "%s:%d".formatted(postgres.host(), postgres.port()),
                        "--postgres-user",
                        postgres.user(),
                        "--postgres-password-file",
                        password.toString(),
                        "--wait",
                        "1");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("Kafka at no-such-host.invalid:9092: was not reached");
        assertThat(deployment.databases()).hasSize(3);
    }

    @Test
    void shouldNotWaitWhenThePasswordIsWrong() throws IOException {
        // Given
        Files.writeString(directory.resolve("secret"), "wrong");
        Instant begin = Instant.now();
        // When
        int code = run("--postgres-password-file", directory.resolve("secret").toString());
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("refuses 'keepwell': ", "--postgres-password-file")
                .doesNotContain("wrong", "..");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void shouldNotWaitWhenThePasswordIsMissing() {
        // Given
        PostgresTarget postgres = deployment.postgres();
        // When
        int code =
                execute(
                        "--kafka",
                        deployment.kafka().bootstrapServers(),
                        "--postgres",
                        "%s:%d".formatted(postgres.host(), postgres.port()));
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("refuses 'postgres': ", "--postgres-password-file");
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, Unknown option",
        "--partitions=0, 'partitions must be 1..1000, was 0'",
        "--replication-factor=0, the replication factor must be 1 or more",
        "--postgres=nowhere, 'the address of PostgreSQL must be HOST:PORT, was ''nowhere'''",
        "--postgres=a/b:1, the address of PostgreSQL must be HOST:PORT",
        "--kafka-config=/nonsense, '--kafka-config: the file /nonsense cannot be read'",
        "--wait=-1, wait must be 0 or more"
    })
    void shouldExplainWrongOptions(String option, String message) {
        // Given a wrong option
        // When
        int code = execute(option);
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message).contains("Usage: init");
    }

    @Test
    void shouldSayWhichClientSettingIsWrong() throws IOException {
        // Given
        Path config =
                Files.writeString(directory.resolve("client.properties"), "security.protocol=NO");
        // When
        int code = run("--kafka-config", config.toString());
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("cannot be reached with these client settings", "security.protocol");
    }

    private int run(String... more) {
        PostgresTarget postgres = deployment.postgres();
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--kafka",
                                deployment.kafka().bootstrapServers(),
                                "--postgres",
                                "%s:%d".formatted(postgres.host(), postgres.port()),
                                "--postgres-user",
                                postgres.user()));
        if (!List.of(more).contains("--postgres-password-file")) {
            args.addAll(List.of("--postgres-password-file", passwordFile().toString()));
        }
        args.addAll(List.of(more));
        return execute(args.toArray(String[]::new));
    }

    private int execute(String... args) {
        return new CommandLine(new InitCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private Path passwordFile() {
        try {
            String password = String.valueOf(deployment.postgres().password());
            return Files.writeString(directory.resolve("password"), password);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String sum() {
        return out.toString().lines().toList().getLast();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
