package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:00:00Z");

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeAKey() {
        secrets().signingKey();
    }

    @Test
    void shouldPrintATokenAndNothingElse() throws IOException {
        int code = run("--role", "csm", "--name", "dana");

        assertThat(code).isZero();
        assertThat(out.toString().strip()).matches("[\\w-]+[.][\\w-]+[.][\\w-]+");
        assertThat(err.toString()).isEmpty();
        assertThat(claims().path("upn").asText()).isEqualTo("dana");
        assertThat(claims().path("accounts").asText()).isEqualTo("own");
        assertThat(claims().path("iss").asText()).isEqualTo("keepwell");
        assertThat(claims().path("exp").asLong() - claims().path("iat").asLong())
                .isEqualTo(12 * 3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csm;lead", "csm,lead"})
    void shouldTakeRolesRepeatedOrJoined(String roles) throws IOException {
        var arguments = new ArrayList<String>();
        for (String role : roles.split(";", -1)) {
            arguments.addAll(List.of("--role", role));
        }
        arguments.addAll(List.of("--team", "emea"));

        int code = run(arguments.toArray(String[]::new));

        assertThat(code).isZero();
        assertThat(claims().path("groups")).hasSize(2);
        assertThat(claims().path("accounts").asText()).isEqualTo("team");
        assertThat(claims().path("team").asText()).isEqualTo("emea");
    }

    @ParameterizedTest
    @CsvSource({"30m, 1800", "2h, 7200", "7d, 604800"})
    void shouldBeValidAsLongAsAsked(String valid, long seconds) throws IOException {
        run("--role", "viewer", "--valid", valid);

        assertThat(claims().path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + seconds);
    }

    @Test
    void shouldSayWhenThereIsNoDeploymentYet() throws IOException {
        Files.delete(directory.resolve("secrets/signing-key.pem"));

        int code = run("--role", "viewer");

        assertThat(code).isOne();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("no deployment in", "./keepwell up");
    }

    @ParameterizedTest
    @CsvSource({"veiwer, viewer", "admn, admin", "Lead, lead"})
    void shouldGuessWhichRoleWasMeant(String role, String meant) {
        int code = run("--role", role);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("Unknown role '%s'. Did you mean '%s'?".formatted(role, meant));
    }

    @Test
    void shouldListTheRolesWhereNoneIsNear() {
        run("--role", "superuser");

        assertThat(err.toString()).contains("Roles are viewer, csm, lead, ops, admin");
    }

    @Test
    void shouldAskForTheTeamWhoseAccountsAreSeen() {
        int code = run("--role", "lead");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Name the team with --team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0h", "12", "367d", "-1h"})
    void shouldNotBeValidForAnyTime(String valid) {
        int code = run("--role", "viewer", "--valid=" + valid);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--valid must be a time such as 30m");
    }

    @Test
    void shouldKeepItsKeyToItsOwner() throws IOException {
        Path key = directory.resolve("secrets/signing-key.pem");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(secrets().signingKey().publicPem())
                .isEqualTo(secrets().signingKey().publicPem());
    }

    private Secrets secrets() {
        return new Secrets(new Home(directory).secrets(), new SecureRandom());
    }

    private JsonNode claims() throws IOException {
        String payload = out.toString().strip().split("\\.", -1)[1];
        return ContractJson.mapper().readTree(Base64.getUrlDecoder().decode(payload));
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("token"));
        all.addAll(List.of(arguments));
        return Keepwell.commandLine(new Home(directory), InstantSource.fixed(NOW))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
