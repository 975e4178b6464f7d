package io.keepwell.standalone;

import java.nio.file.Path;

/**
 * What a user may choose of a deployment on one machine.
 *
 * @param kafkaPort where Kafka listens, on loopback
 * @param postgresPort where PostgreSQL listens, on loopback
 * @param ingestPort where events are sent to, on loopback
 * @param scoringPort where accounts are asked for, on loopback
 * @param alertingPort where alerts are asked for, on loopback
 * @param playbookPort where plays and tasks are asked for, on loopback
 * @param policies the policies that a new deployment begins with
 * @param root the folder of the build, in which the packaged services lie
 */
record LocalOptions(
        int kafkaPort,
        int postgresPort,
        int ingestPort,
        int scoringPort,
        int alertingPort,
        int playbookPort,
        Path policies,
        Path root) {}
