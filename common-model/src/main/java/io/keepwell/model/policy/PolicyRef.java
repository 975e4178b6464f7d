package io.keepwell.model.policy;

import io.keepwell.model.Require;

/**
 * A policy document in one version.
 *
 * @param id the document's id, for example {@code five-pillar}
 * @param version the document's content hash
 */
public record PolicyRef(String id, String version) {

    /** Checks both. */
    public PolicyRef {
        Require.id("id", id);
        Require.id("version", version);
    }
}
