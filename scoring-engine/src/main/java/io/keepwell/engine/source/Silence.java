package io.keepwell.engine.source;

import io.keepwell.engine.facts.Days;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds of source are to be believed up to which day.
 *
 * @param frozen kinds of which a source has gone silent, with the UTC day of its last event: later
 *     days would show fewer events than there were
 * @param regular kinds that a source reports as regularly as ever, however seldom that is
 */
public record Silence(Map<String, Integer> frozen, Set<String> regular) {

    /** Nothing is known of any rhythm. */
    public static final Silence NONE = new Silence(Map.of(), Set.of());

    /** A source that tells less of a kind than one event in so many does not speak for it. */
    private static final long SHARE = 10;

    /** Copies what it is given. */
    public Silence {
        frozen = Map.copyOf(frozen);
        regular = Set.copyOf(regular);
    }

    /**
     * Tells it of all sources.
     *
     * @param sources each once
     * @param observedUntil up to when all that was sent is known
     * @return what is frozen; where several have gone silent, since the first of them has
     */
    public static Silence of(Collection<SourceHistory> sources, Instant observedUntil) {
        Map<String, Long> all = new HashMap<>();
        List<SourceHistory> systems = sources.stream().filter(it -> !it.isOfPeople()).toList();
        systems.forEach(
                it -> it.kinds().forEach((kind, events) -> all.merge(kind, events, Long::sum)));
        Map<String, Integer> frozen = new HashMap<>();
        Set<String> regular = new HashSet<>();
        for (SourceHistory source : systems) {
            SourceState state = source.state(observedUntil);
            source.kinds()
                    .forEach((kind, events) -> {
                        if (events * SHARE < all.getOrDefault(kind, 0L)) {
                            return;
                        }
                        switch (state) {
                            case SILENT ->
                                    frozen.merge(kind, Days.of(source.lastEventAt()), Math::min);
                            case ACTIVE -> regular.add(kind);
                            case LEARNING, ENDED -> {}
                        }
                    });
        }
        return new Silence(frozen, regular);
    }
}
