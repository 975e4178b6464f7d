package io.keepwell.model.message;

import io.keepwell.model.WireName;
import java.net.URI;

/** Who publishes a message that is not a customer's own: the CloudEvents {@code source}. */
public enum Publisher implements WireName {
    /** The ingest service. */
    INGEST,
    /** The scoring service. */
    SCORING,
    /** The alerting service. */
    ALERTING,
    /** The playbook service. */
    PLAYBOOK,
    /** The step that prepares a deployment. */
    INIT;

    private final URI uri = URI.create("/keepwell/" + wireName());

    /**
     * The CloudEvents {@code source}.
     *
     * @return for example {@code /keepwell/scoring}
     */
    public URI uri() {
        return uri;
    }
}
