package io.keepwell.scoring.adapter.postgres;

import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.BiFunction;

/**
 * What somebody who reads a topic beside the fold knows of erasures. The moment of one moves until
 * it is carried out, so those that are under way are asked for again each time.
 */
final class KnownErasures {

    private static final String NEWS =
            """
            select seq, subject = 'person', encode(salt, 'hex'), encode(hash, 'hex'), erased_at,
                   finished_at is not null
              from erasure where seq > $1 order by seq
            """;

    private final BiFunction<String, Tuple, RowSet<Row>> query;
    private final ErasedIds persons = new ErasedIds();
    private final ErasedIds accounts = new ErasedIds();
    private long settledThrough;

    /** Over a connection, by whoever waits for its answers. */
    KnownErasures(BiFunction<String, Tuple, RowSet<Row>> query) {
        this.query = query;
    }

    /**
     * Keeps erasures from being finished until the transaction ends: what they remove at their end
     * is either committed before, or not written at all. Ask afterwards, for until then one may be.
     */
    void waitForThem() {
        RowSet<Row> _ =
                query.apply(
                        "select pg_advisory_xact_lock_shared($1)", Tuple.of(IdentityStore.LOCK));
    }

    /** Learns what is new; tells whether anything was. */
    boolean learn() {
        boolean isNew = false;
        boolean isSettled = true;
        for (Row row : query.apply(NEWS, Tuple.of(settledThrough))) {
            isNew |=
                    (row.getBoolean(1) ? persons : accounts)
                            .add(
                                    new IdHash(row.getString(2), row.getString(3)),
                                    row.getOffsetDateTime(4).toInstant());
            isSettled &= row.getBoolean(5);
            if (isSettled) {
                settledThrough = row.getLong(0);
            }
        }
        return isNew;
    }

    ErasedIds persons() {
        return persons;
    }

    ErasedIds accounts() {
        return accounts;
    }
}
