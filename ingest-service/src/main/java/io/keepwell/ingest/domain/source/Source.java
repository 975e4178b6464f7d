package io.keepwell.ingest.domain.source;

import io.keepwell.model.event.SourceName;
import io.keepwell.policy.source.SourceSpec;
import java.util.List;

/**
 * A system that may send.
 *
 * @param name under which its events are kept
 * @param spec what its document says of it
 * @param secrets what it signs with, one or two; empty where it shows a key
 */
public record Source(SourceName name, SourceSpec spec, List<String> secrets) {

    /** Copies the list. */
    public Source {
        secrets = List.copyOf(secrets);
    }

    /**
     * A source.
     *
     * @param spec what its document says of it
     * @param secrets as {@link #secrets()}
     */
    public Source(SourceSpec spec, List<String> secrets) {
        this(new SourceName(spec.name()), spec, secrets);
    }

    /** Without the secrets: it may stand in a log. */
    @Override
    public String toString() {
        return "source " + name;
    }
}
