package io.keepwell.benchmarks.load;

/** A request was refused or lost, so that nothing was measured. */
public final class LoadFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what went wrong.
     *
     * @param message with what the target answered
     */
    public LoadFailedException(String message) {
        super(message);
    }

    /**
     * Says what went wrong.
     *
     * @param message with what was being done
     * @param cause why it failed
     */
    public LoadFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
