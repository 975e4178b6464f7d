package io.keepwell.engine.facts;

import io.keepwell.model.EventType;
import java.util.Map;
import java.util.Set;

/**
 * What a store has to do so that it holds the facts as they are now.
 *
 * @param written the rows to write, whole
 * @param dropped the types all of whose rows are to be deleted, before the others are written
 */
public record Changes(Map<ChunkKey, byte[]> written, Set<EventType> dropped) {

    /** Copies both. */
    public Changes {
        written = Map.copyOf(written);
        dropped = Set.copyOf(dropped);
    }
}
