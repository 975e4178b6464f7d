package io.keepwell.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one service is started.
 *
 * @param name its name, as in {@code logs NAME}
 * @param application the folder of the packaged application, with {@code quarkus-run.jar}
 * @param jvm what its JVM is told besides
 * @param port where it listens, on loopback
 * @param settings its settings, which anybody on the machine may see
 * @param secrets its settings, by the names of environment variables, which only its user may see
 */
public record ServiceSpec(
        String name,
        Path application,
        List<String> jvm,
        int port,
        Map<String, String> settings,
        Map<String, String> secrets) {

    /** Copies the lists. */
    public ServiceSpec {
        jvm = List.copyOf(jvm);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /** Not the secrets. */
    @Override
    public String toString() {
        return name;
    }
}
