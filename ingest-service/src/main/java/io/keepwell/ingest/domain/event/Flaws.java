package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has been found wrong with one event so far. */
final class Flaws {

    /** More help nobody, and an answer must stay small. */
    static final int COUNT_MAX = 20;

    private final List<Flaw> found = new ArrayList<>(0);

    void add(RejectionCode code, String pointer, String detail) {
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
     * @return the value, or nothing when there was an objection
     */
    <V> @Nullable V checked(String pointer, boolean tooLong, Supplier<V> contractValue) {
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

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Flaw> all() {
        return List.copyOf(found);
    }
}
