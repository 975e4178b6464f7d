package io.keepwell.scoring.application.peers;

import io.keepwell.engine.peers.Peers;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Where snapshots of peers are kept. */
public interface PeerSnapshots {

    /**
     * A snapshot that was just taken.
     *
     * @param peers the snapshot
     * @param policyVersion the policies whose numbers are in it
     * @param at when it was complete
     */
    record Taken(Peers peers, String policyVersion, Instant at) {}

    /**
     * Keeps what is taken on a day, if nobody has and nobody is about to: of several services one
     * takes it, and of several snapshots of a day none is kept but the first.
     *
     * @param day the UTC day
     * @param taking takes it; empty where there is none to take
     * @return what was kept
     */
    Optional<Taken> once(int day, Supplier<Optional<Taken>> taking);
}
