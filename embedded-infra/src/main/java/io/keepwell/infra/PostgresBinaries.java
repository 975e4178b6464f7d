package io.keepwell.infra;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once per user and version.
 *
 * <p>They live in the user's own cache directory, not in the shared temporary one, where anybody
 * could put programs for us to run.
 */
final class PostgresBinaries {

    /** System property: where to unpack, instead of {@code ~/.cache/keepwell}. */
    static final String CACHE_PROPERTY = "keepwell.infra.cache";

    private static final Map<String, String> ARCHIVE_BY_ARCH =
            Map.of(
                    "amd64", "/postgres-linux-x86_64.txz",
                    "aarch64", "/postgres-linux-arm_64.txz");

    private static final int NAME_LENGTH = 16;
    private static final int OWNER_EXECUTES = 0b001_000_000;

    private PostgresBinaries() {}

    /**
     * The directory that holds {@code initdb} and {@code postgres}.
     *
     * @throws InfraException if there are no programs for this machine, or no room for them
     */
    static Path directory() {
        try {
            byte[] archive = archive();
            Path cache = cache();
            Path home = cache.resolve("postgres-" + name(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, Files.createDirectories(cache), home);
            }
            return home.resolve("bin");
        } catch (IOException e) {
            throw new InfraException(
                    "Cannot unpack PostgreSQL into %s; set the system property %s to a directory that can be written"
                            .formatted(cache(), CACHE_PROPERTY),
                    e);
        }
    }

    private static byte[] archive() throws IOException {
        String machine =
                "%s/%s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
        String resource =
                machine.startsWith("Linux/")
                        ? ARCHIVE_BY_ARCH.get(System.getProperty("os.arch"))
                        : null;
        if (resource == null) {
            throw noneFor(machine);
        }
        try (@Nullable InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw noneFor(machine);
            }
            return in.readAllBytes();
        }
    }

    private static InfraException noneFor(String machine) {
        return new InfraException(
                "There is no embedded PostgreSQL for %s; run over containers instead (-D%s=containers)"
                        .formatted(machine, SharedInfra.PROPERTY));
    }

    private static Path cache() {
        String wanted = System.getProperty(CACHE_PROPERTY);
        return wanted != null
                ? Path.of(wanted)
                : Path.of(System.getProperty("user.home"), ".cache", "keepwell");
    }

    private static String name(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Aside first, then into place in one step, so that nobody ever sees half of it. */
    private static void unpack(byte[] archive, Path cache, Path home) throws IOException {
        Path aside = Files.createTempDirectory(cache, "unpacking-");
        try {
            extract(archive, aside);
            Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            DataDirectory.deleteAll(aside);
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was faster, and its copy is as good.
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Path path = entry.resolveIn(target);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
