package io.keepwell.init.cli;

import io.keepwell.init.postgres.PostgresTarget;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about PostgreSQL. */
final class PostgresArgs {

    @Option(
            names = "--postgres",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:KEEPWELL_POSTGRES:-localhost:15432}",
            description = {"Where PostgreSQL is. KEEPWELL_POSTGRES.", "Now: ${DEFAULT-VALUE}"})
    private String address = "";

    @Option(
            names = "--postgres-user",
            paramLabel = "ROLE",
            defaultValue = "${env:KEEPWELL_POSTGRES_USER:-postgres}",
            description = {
                "A superuser, or a role that may create roles and databases."
                        + " KEEPWELL_POSTGRES_USER.",
                "Now: ${DEFAULT-VALUE}"
            })
    private String user = "";

    @Option(
            names = "--postgres-password-file",
            paramLabel = "FILE",
            defaultValue = "${env:KEEPWELL_POSTGRES_PASSWORD_FILE}",
            description = "A file with its password. KEEPWELL_POSTGRES_PASSWORD_FILE.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--postgres-config",
            paramLabel = "FILE",
            defaultValue = "${env:KEEPWELL_POSTGRES_CONFIG}",
            description =
                    "Settings of the JDBC driver: sslmode, sslrootcert. KEEPWELL_POSTGRES_CONFIG.")
    private @Nullable Path config;

    @Option(
            names = "--role-passwords",
            paramLabel = "DIR",
            defaultValue = "${env:KEEPWELL_ROLE_PASSWORDS}",
            description =
                    "A directory with a file for each database's owner, named like it, holding its"
                            + " password. Set at every run. KEEPWELL_ROLE_PASSWORDS.")
    private @Nullable Path rolePasswords;

    PostgresTarget target() {
        Map<String, String> settings =
                config == null ? Map.of() : OptionFiles.properties("--postgres-config", config);
        String password =
                passwordFile == null
                        ? null
                        : OptionFiles.secret("--postgres-password-file", passwordFile);
        return PostgresTarget.at(address, user, password, settings);
    }

    @Nullable Path rolePasswords() {
        return rolePasswords;
    }
}
