package io.keepwell.runtime.token;

import io.quarkus.security.ForbiddenException;

/** A token is genuine, and what it claims makes no sense. */
public final class ClaimsException extends ForbiddenException {

    private static final long serialVersionUID = 1;

    ClaimsException(String message) {
        super(message);
    }

    /**
     * What is missing in the token, for its holder: it quotes nothing but claims.
     *
     * @return a sentence
     */
    public String detail() {
        return "" + getMessage();
    }
}
