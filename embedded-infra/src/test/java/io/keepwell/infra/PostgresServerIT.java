package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerIT {

    private final PostgresServer postgres = SharedInfra.get().postgres();

    @Test
    void shouldLetADatabaseBeCreatedAndUsed() throws SQLException {
        // Given
        Sql sql = Sql.inNewDatabase(postgres);
        // When
        sql.run("create table account (name text)", "insert into account values ('Zoë')");
        // Then
        assertThat(sql.query("select name from account")).containsExactly("Zoë");
    }

    @Test
    void shouldBeTheVersionThatDataDirectoriesBelongTo() throws SQLException {
        // Given
        Sql sql = new Sql(postgres, "postgres");
        // When
        String version = sql.query("show server_version").getFirst();
        // Then
        assertThat(version).startsWith(PostgresSettings.MAJOR + ".");
    }

    @Test
    void shouldSortByCodePointAndKnowLettersBeyondAscii() throws SQLException {
        // Given
        Sql sql = Sql.inNewDatabase(postgres);
        sql.run("create table t (v text)", "insert into t values ('b'), ('É'), ('a'), ('B')");
        // When
        var sorted = sql.query("select v from t order by v");
        // Then
        assertThat(sorted).containsExactly("B", "a", "b", "É");
        assertThat(sql.query("select lower('É')")).containsExactly("é");
        assertThat(sql.query("show server_encoding")).containsExactly("UTF8");
    }

    @Test
    void shouldKeepTimeInUtcAndRoomForFourServices() throws SQLException {
        // Given
        Sql sql = new Sql(postgres, "postgres");
        // When
        var setting =
                sql.query(
                        "select reset_val from pg_settings where name in ('max_connections',"
                                + " 'log_timezone') order by name");
        // Then
        assertThat(setting).containsExactly("UTC", "100");
    }

    @Test
    void shouldRefuseAWrongPassword() {
        // Given
        String wrong = "not-the-password";
        // When
        assertThatThrownBy(() ->
                        DriverManager.getConnection(
                                postgres.jdbcUrl("postgres"), postgres.user(), wrong))
                // Then
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void shouldKeepWhatWasCommittedAcrossACrash() throws SQLException {
        // Given
        Sql sql = Sql.inNewDatabase(postgres);
        sql.run("create table t (v text)", "insert into t values ('committed')");
        try (Connection connection = sql.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into t values ('not committed')");
            // When
            postgres.crash();
            // Then
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        postgres.start();
        assertThat(sql.query("select v from t")).containsExactly("committed");
    }

    @Test
    void shouldKeepWhatWasCommittedAcrossARestartOnTheSamePort() throws SQLException {
        // Given
        int port = postgres.port();
        Sql sql = Sql.inNewDatabase(postgres);
        sql.run("create table t (v text)", "insert into t values ('committed')");
        // When
        postgres.stop();
        postgres.start();
        // Then
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(sql.query("select v from t")).containsExactly("committed");
    }

    @Test
    void shouldStopThoughClientsAreConnected() throws SQLException {
        // Given
        try (Connection idle = new Sql(postgres, "postgres").connect()) {
            // When
            postgres.stop();
            // Then
            assertThat(idle.isValid(5)).isFalse();
        } finally {
            postgres.start();
        }
    }
}
