package io.keepwell.init.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The passwords of the owner roles: a directory with a file for each, named like the role, as
 * mounted secrets are. Without a directory the roles get none.
 */
final class RolePasswords {

    private static final long LENGTH_MAX = 1_024;

    /** What there is for a role. */
    sealed interface Lookup {

        /** No directory was given. */
        record None() implements Lookup {}

        /**
         * A password.
         *
         * @param password not to be printed
         */
        record Given(String password) implements Lookup {

            @Override
            public String toString() {
                return "Given";
            }
        }

        /**
         * The directory does not hold what it must.
         *
         * @param reason what is wrong
         */
        record Unusable(String reason) implements Lookup {}
    }

    private final @Nullable Path directory;

    RolePasswords(@Nullable Path directory) {
        this.directory = directory;
    }

    Lookup of(String role) {
        if (directory == null) {
            return new Lookup.None();
        }
        Path file = directory.resolve(role);
        try {
            if (!Files.isRegularFile(file)) {
                return new Lookup.Unusable("there is no file " + file);
            }
            if (Files.size(file) > LENGTH_MAX) {
                return new Lookup.Unusable(
                        "%s is longer than %d bytes".formatted(file, LENGTH_MAX));
            }
            // Editors and "echo" end a file with a line feed that is no part of the password.
            String password = Files.readString(file).replaceFirst("\\R\\z", "");
            return password.isBlank() || password.lines().count() > 1
                    ? new Lookup.Unusable("%s must hold one line, the password".formatted(file))
                    : new Lookup.Given(password);
        } catch (IOException e) {
            return new Lookup.Unusable("%s cannot be read: %s".formatted(file, e));
        }
    }
}
