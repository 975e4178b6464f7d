package io.keepwell.standalone.client;

import org.jspecify.annotations.Nullable;

/** Who we are to the services that ask for it. */
@FunctionalInterface
public interface Tokens {

    /** Nobody: for services that do not ask. */
    Tokens NONE = () -> null;

    /**
     * A bearer token that is good for the next request.
     *
     * @return the token, or null to send none
     */
    @Nullable String next();
}
