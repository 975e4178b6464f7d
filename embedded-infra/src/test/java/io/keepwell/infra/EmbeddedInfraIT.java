package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = SharedInfra.PROPERTY,
        matches = "containers",
        disabledReason = "containers keep no data directory")
class EmbeddedInfraIT {

    @TempDir private Path parent;

    @Test
    void shouldKeepWhatWasCommittedAcrossARestart()
            throws SQLException, ExecutionException, InterruptedException {
        // Given
        InfraOptions options = InfraOptions.keptIn(parent.resolve("data"));
        Topic topic;
        try (Infra first = EmbeddedInfra.start(options)) {
            topic = Topic.create(first.kafka());
            topic.send(Map.of(), List.of("kept"));
            new Sql(first.postgres(), "postgres")
                    .run("create table t (v text)", "insert into t values ('kept')");
        }
        // When
        try (Infra second = EmbeddedInfra.start(options)) {
            // Then
            Topic again = new Topic(second.kafka().bootstrapServers(), topic.name());
            assertThat(again.receive(Map.of(), 1)).containsExactly("kept");
            assertThat(new Sql(second.postgres(), "postgres").query("select v from t"))
                    .containsExactly("kept");
        }
    }

    @Test
    void shouldLetNobodyInWhoKnowsOnlyThePasswordOfTests() throws SQLException {
        // Given
        InfraOptions options =
                InfraOptions.keptIn(parent.resolve("data")).withPostgresPassword("made by chance");
        try (Infra infra = EmbeddedInfra.start(options)) {
            PostgresServer postgres = infra.postgres();
            // When
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    postgres.jdbcUrl("postgres"),
                                    postgres.user(),
                                    PostgresSettings.PASSWORD))
                    // Then
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(new Sql(postgres, "postgres").query("select 1")).containsExactly("1");
        }
    }

    @Test
    void shouldTellWhatItDoesAndLeaveNothingBehindWhenDataIsNotKept() throws SQLException {
        // Given
        List<String> told = new CopyOnWriteArrayList<>();
        Path root;
        try (Infra infra = EmbeddedInfra.start(InfraOptions.throwaway().withProgress(told::add))) {
            Sql sql = new Sql(infra.postgres(), "postgres");
            root = Path.of(sql.query("show data_directory").getFirst()).resolve("..").normalize();
            assertThat(root.resolve("kafka")).isDirectory();
            // When closed
        }
        // Then
        assertThat(root).doesNotExist();
        assertThat(told)
                .contains("starting Kafka", "starting PostgreSQL")
                .anyMatch(text -> text.startsWith("Kafka serves on 127.0.0.1:"))
                .anyMatch(text -> text.startsWith("PostgreSQL serves on port "));
    }

    @Test
    void shouldNameTheTakenPortWhoWantsItAndTheCure() throws IOException {
        // Given
        int port = Ports.free();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), port));
            // When
            assertThatThrownBy(
                            () -> EmbeddedInfra.start(InfraOptions.throwaway().withPorts(0, port)))
                    // Then
                    .isInstanceOf(InfraException.class)
                    .hasMessageContaining("Port %d on 127.0.0.1 is taken", port)
                    .hasMessageContaining("PostgreSQL wants it")
                    .hasMessageContaining("choose another port");
            assertThatThrownBy(
                            () -> EmbeddedInfra.start(InfraOptions.throwaway().withPorts(port, 0)))
                    .isInstanceOf(InfraException.class)
                    .hasMessageContaining("Kafka wants it");
        }
    }
}
