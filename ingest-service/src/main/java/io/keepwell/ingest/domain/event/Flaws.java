package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has been found wrong with one event so far. */
public final class Flaws {

    /** More help nobody, and an answer must stay small. */
    static final int COUNT_MAX = 20;

    private final List<Flaw> found = new ArrayList<>(0);

    /**
     * Notes one thing more.
     *
     * @param code why, for programs
     * @param pointer where in the event, as a JSON Pointer; empty for the whole
     * @param detail why, for people: the field, the value and the cure
     */
    public void add(RejectionCode code, String pointer, String detail) {
        add(new Flaw(code, pointer, detail));
    }

    void add(Flaw flaw) {
        if (found.size() < COUNT_MAX) {
            found.add(flaw);
        }
    }

    /**
     * Makes a value of the contract. Its records check themselves; what they object to is a flaw
     * here.
     *
     * @param pointer where it stands in the event
     * @param tooLong whether an objection can only be to its length
     * @param contractValue makes the value
     * @param <V> the value's type
     * @return the value, or nothing when there was an objection
     */
    public <V> @Nullable V checked(String pointer, boolean tooLong, Supplier<V> contractValue) {
        try {
            return contractValue.get();
        } catch (IllegalArgumentException e) {
            add(
                    tooLong ? RejectionCode.TOO_LARGE : RejectionCode.INVALID_FIELD,
                    pointer,
                    String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Whether a field, or what it is a part of, has been objected to. */
    boolean cover(String pointer) {
        return found.stream()
                .map(Flaw::pointer)
                .filter(flawed -> !flawed.equals(Flaw.WHOLE))
                .anyMatch(flawed -> pointer.equals(flawed) || pointer.startsWith(flawed + "/"));
    }

    /**
     * Whether all is well.
     *
     * @return true when nothing was found wrong
     */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * All that was found wrong.
     *
     * @return at most 20
     */
    public List<Flaw> all() {
        return List.copyOf(found);
    }
}
