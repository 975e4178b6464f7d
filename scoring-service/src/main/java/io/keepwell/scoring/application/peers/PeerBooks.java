package io.keepwell.scoring.application.peers;

import io.keepwell.engine.peers.PeerBook;
import io.smallrye.mutiny.Uni;

/** Where snapshots of peers are read. */
public interface PeerBooks {

    /**
     * All that are kept.
     *
     * @return by the days on which they count
     */
    Uni<PeerBook> all();
}
