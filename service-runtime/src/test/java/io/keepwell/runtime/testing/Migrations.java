package io.keepwell.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What services create for what they share. */
public final class Migrations {

    private Migrations() {}

    /**
     * Fails where a migration does not create tables as their writers want them.
     *
     * @param name the migration's file
     * @param tables what the writers say of their tables
     */
    public static void requireTables(String name, String... tables) throws IOException {
        try (InputStream migration =
                Migrations.class.getResourceAsStream("/db/migration/" + name)) {
            assertThat(
                            new String(
                                    Objects.requireNonNull(migration, name).readAllBytes(),
                                    StandardCharsets.UTF_8))
                    .contains(tables);
        }
    }
}
