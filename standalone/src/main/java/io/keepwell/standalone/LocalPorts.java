package io.keepwell.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options by which a user chooses a deployment on one machine. */
final class LocalPorts {

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "19092",
            description = "Where Kafka listens, on loopback. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "15432",
            description = "Where PostgreSQL listens, on loopback. Default: ${DEFAULT-VALUE}")
    private int postgresPort;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Where events are sent to, on loopback. Default: ${DEFAULT-VALUE}")
    private int ingestPort;

    @Option(
            names = "--scoring-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Where accounts are asked for, on loopback. Default: ${DEFAULT-VALUE}")
    private int scoringPort;

    @Option(
            names = "--alerting-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description = "Where alerts are asked for, on loopback. Default: ${DEFAULT-VALUE}")
    private int alertingPort;

    @Option(
            names = "--playbook-port",
            paramLabel = "PORT",
            defaultValue = "8084",
            description = "Where tasks are asked for, on loopback. Default: ${DEFAULT-VALUE}")
    private int playbookPort;

    @Option(names = "--root", hidden = true, defaultValue = "${env:KEEPWELL_ROOT:-.}")
    private Path root = Path.of("");

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            required = true,
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "The policies that a new deployment begins with. Default: those in"
                            + " policies/default")
    private Path policies = Path.of("");

    LocalOptions options() {
        return new LocalOptions(
                kafkaPort,
                postgresPort,
                ingestPort,
                scoringPort,
                alertingPort,
                playbookPort,
                policies,
                root);
    }
}
