package io.keepwell.standalone.client;

/** What was under way with services cannot go on; the message says why, and what to do. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says so.
     *
     * @param message why, and what to do
     */
    public ClientException(String message) {
        super(message);
    }

    /**
     * Says so.
     *
     * @param message why, and what to do
     * @param cause what it came from
     */
    public ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
