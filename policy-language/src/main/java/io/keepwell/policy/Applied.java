package io.keepwell.policy;

import io.keepwell.model.policy.PolicyRef;

/**
 * A part of a policy and where it stands, so that whatever it decides can name its version.
 *
 * @param value the part: a scorecard, a signal …
 * @param ref its id, and the version of the document that it stands in
 * @param <T> the kind of part
 */
public record Applied<T>(T value, PolicyRef ref) {}
