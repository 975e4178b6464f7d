package io.keepwell.infra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A broker and its controller in this JVM. */
final class EmbeddedKafka implements KafkaServer {

    private final Path data;
    private final Path settingsFile;
    private final int port;
    private @Nullable KafkaRaftServer server;

    /**
     * @param root the data directory, held by this process
     * @param port 1 to 65535
     */
    EmbeddedKafka(Path root, int port) {
        this.data = root.resolve("kafka");
        this.settingsFile = root.resolve("kafka.properties");
        this.port = port;
    }

    @Override
    public String bootstrapServers() {
        return "%s:%d".formatted(Ports.HOST, port);
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.requireFree(port, "Kafka");
        try (OwnClassLoader _ = OwnClassLoader.use()) {
            Properties settings = settings();
            format(settings);
            server = launch(settings);
        } catch (IOException e) {
            throw new InfraException("Kafka cannot be started in " + data, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private Properties settings() {
        // Only the broker itself talks to the controller, so its port may differ at each start.
        String controller = "%s:%d".formatted(Ports.HOST, Ports.free());
        Properties settings = new Properties();
        settings.putAll(KafkaSettings.COMMON);
        settings.setProperty(
                "controller.quorum.voters", "%d@%s".formatted(KafkaSettings.NODE_ID, controller));
        settings.setProperty(
                "listeners",
                "PLAINTEXT://%s,CONTROLLER://%s".formatted(bootstrapServers(), controller));
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        settings.setProperty("log.dirs", data.toString());
        return settings;
    }

    private void format(Properties settings) throws IOException {
        Path identity = data.resolve("meta.properties");
        if (Files.exists(identity)) {
            requireOurCluster(identity);
            return;
        }
        Files.createDirectories(data);
        try (Writer writer = Files.newBufferedWriter(settingsFile)) {
            settings.store(writer, null);
        }
        String[] command = {
            "format", "--cluster-id", KafkaSettings.CLUSTER_ID, "--config", settingsFile.toString()
        };
        var said = new ByteArrayOutputStream();
        if (StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8))
                != 0) {
            throw new InfraException(
                    "Kafka cannot format %s: %s"
                            .formatted(data, said.toString(StandardCharsets.UTF_8)));
        }
    }

    private void requireOurCluster(Path identity) throws IOException {
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(identity)) {
            found.load(reader);
        }
        String cluster = found.getProperty("cluster.id");
        if (!KafkaSettings.CLUSTER_ID.equals(cluster)) {
            throw new InfraException(
                    """
                    %s belongs to another Kafka cluster (%s, not Keepwell's %s). \
                    Choose another data directory, or move this one away to start empty.\
                    """
                            .formatted(data, cluster, KafkaSettings.CLUSTER_ID));
        }
    }

    private KafkaRaftServer launch(Properties settings) {
        KafkaRaftServer starting =
                new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            starting.startup();
            return starting;
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare
            starting.shutdown();
            throw new InfraException("Kafka does not start in " + data, e);
        }
    }
}
