package io.keepwell.standalone.demo;

/** The demonstration cannot go on; the message says why, and what to do. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
