package io.keepwell.engine.facts;

import io.keepwell.model.EventType;
import java.util.Map;
import java.util.Set;

/**
 * What a store has to do so that it holds the facts as they are now.
 *
 * @param written the rows to write, whole
 * @param dropped the types all of whose rows are to be deleted, before the others are written
 * @param removed the rows to delete that there may be; none of them is written
 */
public record Changes(
        Map<ChunkKey, byte[]> written, Set<EventType> dropped, Set<ChunkKey> removed) {

    /** Copies all. */
    public Changes {
        written = Map.copyOf(written);
        dropped = Set.copyOf(dropped);
        removed = Set.copyOf(removed);
    }

    /**
     * Where no single row is to be deleted.
     *
     * @param written the rows to write, whole
     * @param dropped the types all of whose rows are to be deleted, before the others are written
     */
    public Changes(Map<ChunkKey, byte[]> written, Set<EventType> dropped) {
        this(written, dropped, Set.of());
    }
}
