package io.keepwell.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesIT {

    private static final String SCORING = "keepwell_scoring";
    private static final String ALERTING = "keepwell_alerting";
    private static final String PLAYBOOK = "keepwell_playbook";

    @TempDir private Path secrets;

    private Deployment deployment;

    @BeforeEach
    void empty() {
        deployment = Deployment.empty();
    }

    @AfterEach
    void close() {
        deployment.run("drop role if exists admin_of_some");
        deployment.close();
    }

    @Test
    void shouldCreateADatabaseForEachServiceOwnedByItsRole() {
        // Given an empty server
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(databases(report)).hasSize(3).allMatch(Outcome.Created.class::isInstance);
        assertThat(
                        deployment.ask(
                                """
                                select datname || '/' || pg_get_userbyid(datdba) || '/'
                                  || pg_encoding_to_char(encoding)
                                from pg_database where datname like 'keepwell\\_%' order by 1\
                                """))
                .containsExactly(
                        ALERTING + "/" + ALERTING + "/UTF8",
                        PLAYBOOK + "/" + PLAYBOOK + "/UTF8",
                        SCORING + "/" + SCORING + "/UTF8");
        assertThat(
                        deployment.ask(
                                """
                                select rolname from pg_roles where rolname like 'keepwell\\_%'
                                and rolcanlogin and not rolsuper and not rolcreatedb
                                and not rolcreaterole order by 1\
                                """))
                .containsExactly(ALERTING, PLAYBOOK, SCORING);
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        // Given
        deployment.init(deployment.settings());
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(databases(report)).hasSize(3).allMatch(Outcome.Present.class::isInstance);
        assertThat(report.hasChanged()).isFalse();
    }

    @Test
    void shouldLetARoleIntoItsOwnDatabase() throws Exception {
        // Given
        deployment.init(deployment.settings().withRolePasswords(passwords("one")));
        // When
        try (Connection own = deployment.connect(SCORING, SCORING, "one");
                var statement = own.createStatement()) {
            statement.execute("create table public.state (id int primary key)");
            // Then
            assertThat(own.isValid(1)).isTrue();
        }
    }

    @Test
    void shouldNotLetARoleIntoTheDatabaseOfAnother() throws Exception {
        // Given
        deployment.init(deployment.settings().withRolePasswords(passwords("one")));
        // When
        var connecting = assertThatThrownBy(() -> deployment.connect(ALERTING, SCORING, "one"));
        // Then
        connecting
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database \"keepwell_alerting\"");
    }

    @Test
    void shouldCloseADatabaseThatIsOpenToAll() {
        // Given
        deployment.init(deployment.settings());
        deployment.run("grant connect on database keepwell_scoring to public");
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(databases(report))
                .filteredOn(Outcome.Changed.class::isInstance)
                .singleElement()
                .extracting(Outcome::name, Outcome::detail)
                .containsExactly(SCORING, "closed to all roles but its owner");
    }

    @Test
    void shouldSetTheNewPasswordAfterARotation() throws Exception {
        // Given
        String awkward = "new 'pass\"word' \\ %s \u00fc$$";
        deployment.init(deployment.settings().withRolePasswords(passwords("old")));
        String before = verifier();
        // When
        InitReport report =
                deployment.init(deployment.settings().withRolePasswords(passwords(awkward)));
        // Then
        assertThat(databases(report)).allMatch(Outcome.Present.class::isInstance);
        assertThat(verifier()).startsWith("SCRAM-SHA-256$").isNotEqualTo(before);
        deployment.connect(SCORING, SCORING, awkward).close();
        assertThatThrownBy(() -> deployment.connect(SCORING, SCORING, "old"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void shouldLeaveThePasswordAloneWhenNoneIsGiven() throws Exception {
        // Given
        deployment.init(deployment.settings().withRolePasswords(passwords("one")));
        String before = verifier();
        // When
        deployment.init(deployment.settings());
        // Then
        assertThat(verifier()).isEqualTo(before);
    }

    @Test
    void shouldNotCreateADatabaseWhoseOwnerWouldHaveNoPassword() throws Exception {
        // Given
        Files.delete(passwords("one").resolve(ALERTING));
        // When
        InitReport report = deployment.init(deployment.settings().withRolePasswords(secrets));
        // Then
        assertThat(report.outcomes())
                .filteredOn(Outcome.Failed.class::isInstance)
                .singleElement()
                .extracting(Outcome::detail)
                .asString()
                .contains("there is no file", ALERTING);
        assertThat(deployment.databases()).containsExactly(PLAYBOOK, SCORING);
    }

    @Test
    void shouldLeaveADatabaseAloneThatBelongsToAnother() {
        // Given
        deployment.run("create database keepwell_scoring");
        // When
        InitReport report = deployment.init(deployment.settings());
        // Then
        assertThat(databases(report))
                .filteredOn(outcome -> outcome.name().equals(SCORING))
                .singleElement()
                .extracting(Outcome::detail)
                .asString()
                .contains("its owner is new and has no password", "belongs to 'keepwell'");
        assertThat(
                        deployment.ask(
                                "select datacl is null from pg_database where datname = '"
                                        + SCORING
                                        + "'"))
                .containsExactly("t");
    }

    @Test
    void shouldDoWithoutASuperuser() {
        // Given
        deployment.run("create role admin_of_some login createdb createrole password 'p'");
        PostgresTarget all = deployment.postgres();
        var some = new PostgresTarget(all.host(), all.port(), "admin_of_some", "p", Map.of());
        InitSettings settings = InitSettings.of(deployment.kafka(), some);
        // When
        InitReport first = deployment.init(settings);
        // Then
        assertThat(databases(first)).hasSize(3).allMatch(Outcome.Created.class::isInstance);
        assertThat(databases(deployment.init(settings)))
                .allMatch(Outcome.Present.class::isInstance);
        deployment.run("revoke keepwell_scoring from admin_of_some cascade");
    }

    private String verifier() {
        return deployment
                .ask("select rolpassword from pg_authid where rolname = 'keepwell_scoring'")
                .getFirst();
    }

    private Path passwords(String password) throws IOException {
        for (String role : List.of(SCORING, ALERTING, PLAYBOOK)) {
            Files.writeString(secrets.resolve(role), password + "\n");
        }
        return secrets;
    }

    private static List<Outcome> databases(InitReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.subject() == Subject.DATABASE)
                .toList();
    }
}
