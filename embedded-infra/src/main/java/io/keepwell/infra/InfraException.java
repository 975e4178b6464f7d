package io.keepwell.infra;

/** Broker or database could not be started or stopped; the message is meant for a person. */
public sealed class InfraException extends RuntimeException permits PortTakenException {

    /**
     * @param message what happened and, where there is one, the cure
     */
    public InfraException(String message) {
        super(message);
    }

    /**
     * @param message what happened and, where there is one, the cure
     * @param cause what it followed from
     */
    public InfraException(String message, Throwable cause) {
        super(message, cause);
    }
}
