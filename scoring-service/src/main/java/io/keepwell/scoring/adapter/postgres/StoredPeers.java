package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.peers.PeerBook;
import io.keepwell.scoring.application.peers.PeerBooks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Snapshots of peers, for who only asks. */
@Singleton
class StoredPeers implements PeerBooks {

    private static final int FROM_THE_FIRST = 0;

    private final Pool pool;

    StoredPeers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<PeerBook> all() {
        return pool.preparedQuery(PeerRows.SELECT)
                .execute(Tuple.of(FROM_THE_FIRST))
                .map(rows -> PeerRows.book(Rows.all(rows, Row::getDelegate)));
    }
}
