package io.keepwell.scoring.domain.erasure;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which ids were erased, and up to when: what happened or was received until then stays away, in
 * whichever order and however often it is told. A few dozen bytes each.
 */
public final class ErasedIds {

    private final Map<IdHash, Instant> until = new HashMap<>();
    private final Set<String> salts = new TreeSet<>();

    /**
     * Adds one.
     *
     * @param hash the id
     * @param at up to when; of an id that is there already, the later moment counts
     * @return whether anything is erased by it that was not
     */
    public boolean add(IdHash hash, Instant at) {
        Instant before = until.get(hash);
        if (before != null && !at.isAfter(before)) {
            return false;
        }
        salts.add(hash.salt());
        until.put(hash, at);
        return true;
    }

    /**
     * Up to when an id was erased.
     *
     * @param id the id
     * @return the moment, or empty when it never was
     */
    public Optional<Instant> until(String id) {
        return hashes(id).stream()
                .flatMap(it -> Optional.ofNullable(until.get(it)).stream())
                .max(Instant::compareTo);
    }

    /**
     * Whether something is to stay away.
     *
     * @param id whose it is
     * @param occurredAt when it happened
     * @param receivedAt when it was received
     * @return true where either was before the id was erased, or just then
     */
    public boolean covers(String id, Instant occurredAt, Instant receivedAt) {
        return until(id)
                .filter(it -> !occurredAt.isAfter(it) || !receivedAt.isAfter(it))
                .isPresent();
    }

    /**
     * Whether something is to stay away that is of several.
     *
     * @param ids whose it is
     * @param occurredAt when it happened
     * @param receivedAt when it was received
     * @return true where it is to stay away for any of them
     */
    public boolean coversAny(Collection<String> ids, Instant occurredAt, Instant receivedAt) {
        return ids.stream().anyMatch(it -> covers(it, occurredAt, receivedAt));
    }

    /**
     * By which hashes an id may be known.
     *
     * @param id the id
     * @return one for each salt; none while nothing was erased
     */
    public List<IdHash> hashes(String id) {
        return salts.stream().map(salt -> IdHash.of(salt, id)).toList();
    }
}
