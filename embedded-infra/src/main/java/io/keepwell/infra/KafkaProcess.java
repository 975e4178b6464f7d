package io.keepwell.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * The broker of a data directory in a process of its own, which can be killed as a lost machine's
 * would be: the one in this JVM can only be stopped. For tests. The {@link EmbeddedInfra} that
 * holds the directory must have stopped its own broker first, and may start it again afterwards.
 */
public final class KafkaProcess implements AutoCloseable {

    private static final String READY = "ready";
    private static final long SECONDS_TO_END = 30;

    private final Process process;

    private KafkaProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts one and returns when it serves.
     *
     * @param dataDirectory what an {@link EmbeddedInfra} of this process keeps its data in
     * @param port the broker's, 1 to 65535
     * @throws InfraException if it does not start; the message has what it said
     */
    public static KafkaProcess start(Path dataDirectory, int port) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaProcess.class.getName(),
                        dataDirectory.toString(),
                        Integer.toString(port));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader said = process.inputReader();
            awaitReady(said);
            // Whoever does not read what a process says makes it stand still one day.
            Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
            return new KafkaProcess(process);
        } catch (IOException e) {
            throw new InfraException("Kafka cannot be started in " + dataDirectory, e);
        }
    }

    private static void awaitReady(BufferedReader said) throws IOException {
        var before = new StringJoiner("\n");
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(READY)) {
                return;
            }
            before.add(line);
        }
        throw new InfraException("Kafka does not start: " + before);
    }

    /** Ends it at once: nothing is written out, nobody is told. Returns when it is dead. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it in good order. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new InfraException("Kafka does not end: process " + process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while Kafka ends", e);
        }
    }

    /**
     * The process: serves until it is told to end, or whoever started it is gone.
     *
     * @param args the data directory and the port
     * @throws IOException if it cannot learn whether its starter is still there
     */
    public static void main(String[] args) throws IOException {
        QuietLogs.apply();
        var kafka = new EmbeddedKafka(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "kafka-process-stop"));
        kafka.start();
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
