package io.keepwell.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hibernate's sessions with one database. */
public final class Sessions {

    private final Mutiny.SessionFactory factory;
    private final boolean isKept;

    private Sessions(Mutiny.SessionFactory factory, boolean isKept) {
        this.factory = factory;
        this.isKept = isKept;
    }

    /**
     * Whose transactions are committed.
     *
     * @param factory of the database
     * @return the sessions
     */
    public static Sessions of(Mutiny.SessionFactory factory) {
        return new Sessions(factory, true);
    }

    /**
     * Whose transactions do everything and then take it back.
     *
     * @param factory of the database
     * @return the sessions
     */
    public static Sessions undone(Mutiny.SessionFactory factory) {
        return new Sessions(factory, false);
    }

    /**
     * Works in a transaction.
     *
     * @param work what is to be done
     * @param <T> what comes of it
     * @return what came of it, once the transaction has ended; fails as the work or the database
     *     does, and then nothing is kept
     */
    public <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return factory.withTransaction((session, transaction) -> {
            if (!isKept) {
                transaction.markForRollback();
            }
            return work.apply(session).call(() -> session.flush());
        });
    }

    /**
     * Reads without a transaction.
     *
     * @param work what is to be read
     * @param <T> what comes of it
     * @return what was read
     */
    public <T> Uni<T> reading(Function<Mutiny.Session, Uni<T>> work) {
        return factory.withSession(work);
    }
}
