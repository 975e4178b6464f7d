package io.keepwell.standalone;

import io.keepwell.init.postgres.ServiceDatabase;
import io.keepwell.model.key.WriteKeys;
import io.keepwell.model.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a deployment on this machine keeps to itself: made by chance when it is first needed, in
 * files that only their owner can read.
 */
final class Secrets {

    /** The source whose key {@code ./keepwell key} prints. */
    static final String SOURCE = "product";

    /** What only its owner can read. */
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String ROLES = "roles";
    private static final String POSTGRES = "postgres";
    private static final String SIGNING_KEY = "signing-key.pem";
    private static final int BYTES = 24;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final SecureRandom chance;

    Secrets(Path folder, SecureRandom chance) {
        this.folder = folder;
        this.chance = chance;
    }

    /** A folder with the password of each service's database role, in a file named like it. */
    Path rolePasswords() {
        for (ServiceDatabase database : ServiceDatabase.values()) {
            rolePassword(database);
        }
        return folder.resolve(ROLES);
    }

    /** The password of a service's database role. */
    String rolePassword(ServiceDatabase database) {
        return kept(folder.resolve(ROLES), database.databaseName(), this::random);
    }

    /** The password of PostgreSQL's superuser. */
    String postgresPassword() {
        return kept(folder, POSTGRES, this::random);
    }

    /** Where {@link #postgresPassword} is kept, since the first {@code up}. */
    Path postgresPasswordFile() {
        return folder.resolve(POSTGRES);
    }

    /** The write key of the source {@value #SOURCE}. */
    String writeKey() {
        return kept(folder, "write-key-" + SOURCE, () -> WriteKeys.generate(chance));
    }

    /** What the ids of backfill runs are signed with. */
    String backfillSecret() {
        return kept(folder, "backfill-secret", this::random);
    }

    /** What access tokens are signed with; services see its public half only. */
    SigningKey signingKey() {
        return SigningKey.ofPem(
                kept(folder, SIGNING_KEY, () -> SigningKey.generate(chance).privatePem()));
    }

    /** Whether there is a key to sign tokens with: since the first {@code up}. */
    boolean hasSigningKey() {
        return Files.exists(folder.resolve(SIGNING_KEY));
    }

    private String random() {
        byte[] secret = new byte[BYTES];
        chance.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static String kept(Path folder, String name, Supplier<String> made) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder, PRIVATE_FOLDER);
                keep(file, made.get());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + file, e);
        }
    }

    /**
     * Aside first, then into place in one step: who is killed between the two leaves no half secret
     * behind, and of two at once, which a move would let replace each other's, one wins.
     */
    private static void keep(Path file, String secret) throws IOException {
        Path draft =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "." + file.getFileName(),
                        ".new",
                        PRIVATE_FILE);
        try {
            Files.writeString(draft, secret, StandardOpenOption.DSYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster, and its secret is as good.
        } finally {
            Files.delete(draft);
        }
    }
}
