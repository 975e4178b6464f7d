package io.keepwell.ingest.domain.signature;

import org.jspecify.annotations.Nullable;

/** Finds the headers of one request. */
@FunctionalInterface
public interface HeaderLookup {

    /**
     * The value of a header.
     *
     * @param name in any case: HTTP's names have none
     * @return its first value as it was sent, without the white space around it; null when the
     *     request has no such header
     */
    @Nullable String value(String name);
}
