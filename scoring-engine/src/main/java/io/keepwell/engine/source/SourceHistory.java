package io.keepwell.engine.source;

import io.keepwell.model.event.SourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of when a connected system sent.
 *
 * @param source its name
 * @param hours the hours since 1970 in which it sent, rising
 * @param lastEventAt when its last event was received
 * @param kinds how many events of each kind of source it sent of late
 * @param retiredAt when somebody said that no more will come, or null
 */
public record SourceHistory(
        String source,
        List<Integer> hours,
        Instant lastEventAt,
        Map<String, Long> kinds,
        @Nullable Instant retiredAt) {

    /** After so long a silence nobody waits any more; what others tell is enough then. */
    public static final Duration ENDED_AFTER = Duration.ofDays(28);

    /** Copies what it is given. */
    public SourceHistory {
        hours = List.copyOf(hours);
        kinds = Map.copyOf(kinds);
    }

    /**
     * How regularly it sends.
     *
     * @return empty while that is not known; always for what people say in Keepwell itself, who
     *     have no rhythm that could be missed
     */
    public Optional<Rhythm> rhythm() {
        return isOfPeople() ? Optional.empty() : Rhythm.of(hours);
    }

    /**
     * Whether it is what people say in Keepwell itself.
     *
     * @return true of no system that is connected
     */
    boolean isOfPeople() {
        return source.equals(SourceName.KEEPWELL.value());
    }

    /**
     * How it is with it.
     *
     * @param observedUntil up to when all that was sent is known: what has not been read yet is no
     *     silence
     * @return its state; one that has sent since it was retired is back
     */
    public SourceState state(Instant observedUntil) {
        boolean isRetired = retiredAt != null && !lastEventAt.isAfter(retiredAt);
        Duration quiet = Duration.between(lastEventAt, observedUntil);
        if (isRetired || quiet.compareTo(ENDED_AFTER) > 0) {
            return SourceState.ENDED;
        }
        return rhythm().map(it ->
                        quiet.compareTo(it.silentAfter()) > 0
                                ? SourceState.SILENT
                                : SourceState.ACTIVE)
                .orElse(SourceState.LEARNING);
    }
}
