package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = SharedInfra.PROPERTY,
        matches = "containers",
        disabledReason = "containers keep no data directory")
class DataDirectoryIT {

    @TempDir private Path root;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void onAFreePort() {
        postgres = new EmbeddedPostgres(root, Ports.free(), PostgresSettings.PASSWORD, false);
    }

    @Test
    void shouldRefuseASecondOwnerInTheSameProcess() {
        // Given
        InfraOptions options = InfraOptions.keptIn(root);
        try (DataDirectory _ = DataDirectory.open(root)) {
            // When
            assertThatThrownBy(() -> EmbeddedInfra.start(options))
                    // Then
                    .isInstanceOf(InfraException.class)
                    .hasMessageContaining("in use by this same process")
                    .hasMessageContaining("choose another data directory");
        }
    }

    @Test
    void shouldWaitForTheDiskOnlyWhereDataIsKept() throws SQLException {
        // Given
        var durable = new EmbeddedPostgres(root, Ports.free(), PostgresSettings.PASSWORD, true);
        try {
            // When
            durable.start();
            // Then
            assertThat(new Sql(durable, "postgres").query("show fsync")).containsExactly("on");
        } finally {
            durable.stop();
        }
        assertThat(new Sql(SharedInfra.get().postgres(), "postgres").query("show fsync"))
                .containsExactly("off");
    }

    @Test
    void shouldRefuseTheDirectoryOfAnotherPostgresVersion() throws IOException {
        // Given
        Files.createDirectories(EmbeddedPostgres.dataIn(root));
        Files.writeString(EmbeddedPostgres.dataIn(root).resolve("PG_VERSION"), "17\n");
        // When
        assertThatThrownBy(postgres::start)
                // Then
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("written by PostgreSQL 17, and this is PostgreSQL 18")
                .hasMessageContaining("Choose another data directory");
    }

    @Test
    void shouldRefuseADirectoryThatIsNotPostgres() throws IOException {
        // Given
        Files.createDirectories(EmbeddedPostgres.dataIn(root).resolve("holiday-photos"));
        // When
        assertThatThrownBy(postgres::start)
                // Then
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("is not a PostgreSQL data directory");
        assertThat(EmbeddedPostgres.dataIn(root).resolve("holiday-photos")).exists();
    }

    @Test
    void shouldRefuseTheDirectoryOfAnotherKafkaCluster() throws IOException {
        // Given
        Path data = Files.createDirectories(root.resolve("kafka"));
        Files.writeString(data.resolve("meta.properties"), "cluster.id=somebody-elses\n");
        // When
        assertThatThrownBy(new EmbeddedKafka(root, Ports.free())::start)
                // Then
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("another Kafka cluster (somebody-elses")
                .hasMessageContaining("Choose another data directory");
    }

    @Test
    void shouldStartAnewWhereAFirstStartWasCutShort() throws IOException, SQLException {
        // Given
        Files.createDirectories(EmbeddedPostgres.dataIn(root));
        Files.writeString(EmbeddedPostgres.dataIn(root).resolve("PG_VERSION"), "18\n");
        Files.createFile(root.resolve("postgres.unfinished"));
        try {
            // When
            postgres.start();
            // Then
            assertThat(new Sql(postgres, "postgres").query("select 1")).containsExactly("1");
        } finally {
            postgres.stop();
        }
    }

    @Test
    void shouldNotTakeAStrangersProcessForALeftover() throws IOException, SQLException {
        // Given
        postgres.start();
        postgres.crash();
        Path pidFile = EmbeddedPostgres.dataIn(root).resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
        try {
            // When
            postgres.start();
            // Then
            assertThat(new Sql(postgres, "postgres").query("select 1")).containsExactly("1");
        } finally {
            postgres.stop();
        }
    }

    @Test
    void shouldShowPostgresLastWordsWhenItDoesNotStart() throws IOException {
        // Given
        postgres.start();
        postgres.stop();
        Path settings = EmbeddedPostgres.dataIn(root).resolve("postgresql.auto.conf");
        Files.writeString(settings, "no_such_setting = on\n");
        // When
        assertThatThrownBy(postgres::start)
                // Then
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("PostgreSQL does not start")
                .hasMessageContaining("no_such_setting");
    }
}
