package io.keepwell.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command by which a service is started. What measures services starts them by the same. */
public final class ServiceCommand {

    /** Where services listen. */
    public static final String HOST = "127.0.0.1";

    private static final String HEAP = "-Xmx192m";
    private static final String APPLICATION = "quarkus-run.jar";

    private ServiceCommand() {}

    /**
     * Puts the command together; its output is still to be directed.
     *
     * @param spec which service
     * @return the command, in the folder and with the environment that it needs
     * @throws UncheckedIOException when the classes that an earlier start has kept cannot be looked
     *     at
     */
    public static ProcessBuilder of(ServiceSpec spec) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(spec.jvm());
        command.addAll(keptClasses(spec));
        // Kafka's compression is native code; the JVM would warn of it at every start.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dquarkus.http.host=" + HOST);
        command.add("-Dquarkus.http.port=" + spec.port());
        spec.settings().forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-jar", APPLICATION));
        var builder = new ProcessBuilder(command).directory(spec.application().toFile());
        builder.environment().putAll(spec.secrets());
        return builder;
    }

    /**
     * The JVM keeps the classes that it has loaded when it first ends: each later start takes half
     * the work. What it says of it is of no use to who reads the service's log.
     */
    private static List<String> keptClasses(ServiceSpec spec) {
        Path archive = spec.application().resolveSibling(spec.name() + ".jsa");
        try {
            if (isOlder(archive, spec.application().resolve(APPLICATION))) {
                // The JVM would refuse it, hold its memory nevertheless, and never make it anew.
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + archive, e);
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
                "-Xlog:cds*=off",
                "-Xlog:aot*=off");
    }

    private static boolean isOlder(Path archive, Path application) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive)
                                .compareTo(Files.getLastModifiedTime(application))
                        < 0;
    }
}
