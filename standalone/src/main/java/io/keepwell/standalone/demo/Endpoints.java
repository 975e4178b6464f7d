package io.keepwell.standalone.demo;

import org.jspecify.annotations.Nullable;

/**
 * Where a deployment's services are, without paths.
 *
 * @param ingest where events are sent to
 * @param scoring where accounts are asked for
 * @param alerting where alerts are asked for; absent in a deployment without them
 * @param playbook where plays and tasks are asked for; absent in a deployment without them
 */
public record Endpoints(
        String ingest, String scoring, @Nullable String alerting, @Nullable String playbook) {}
