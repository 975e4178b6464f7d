package io.keepwell.scoring.application.fold;

import java.io.Serial;

/** Folding a record failed, and would again: it is to be quarantined. */
public final class PoisonedRecordException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final Poison poison;

    /**
     * A record that cannot be folded.
     *
     * @param partition its partition
     * @param offset its place there
     * @param detail why
     */
    public record Poison(int partition, long offset, String detail) {}

    PoisonedRecordException(Poison poison, Throwable cause) {
        super(
                "folding the record at %d/%d failed".formatted(poison.partition(), poison.offset()),
                cause);
        this.poison = poison;
    }

    /**
     * Which record.
     *
     * @return the record
     */
    public Poison poison() {
        return poison;
    }
}
