package io.keepwell.standalone.demo;

/**
 * Where a deployment's services are, without paths.
 *
 * @param ingest where events are sent to
 * @param scoring where accounts are asked for
 * @param alerting where alerts are asked for
 * @param playbook where plays and tasks are asked for
 */
public record Endpoints(String ingest, String scoring, String alerting, String playbook) {}
