package io.keepwell.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with this one's class path, to be killed. */
final class ChildJvm {

    /** What the child prints when it has done its part. */
    static final String READY = "ready";

    private final Class<?> main;
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    ChildJvm(Class<?> main) {
        this.main = main;
    }

    ChildJvm with(String jvmOption) {
        jvmOptions.add(jvmOption);
        return this;
    }

    ChildJvm with(Path argument) {
        arguments.add(argument.toString());
        return this;
    }

    ChildJvm with(InfraOptions options) {
        arguments.add(Integer.toString(options.kafkaPort()));
        arguments.add(Integer.toString(options.postgresPort()));
        return options.dataDirectory() == null ? this : with(options.dataDirectory());
    }

    ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(jvmOptions);
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** In the child: returns when the test that started it has gone without killing it. */
    static void reportReadyAndWait() throws IOException {
        System.out.println(READY);
        while (System.in.read() >= 0) {}
    }
}
