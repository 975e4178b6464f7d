package io.keepwell.runtime.rehearsal;

import io.keepwell.model.AccountId;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service does once and takes back, so that no customer's event has to wait while a JVM
 * loads classes and a query is planned for the first time (decision 0009). A service starts without
 * it where it fails: the first event is slower then.
 */
public final class Rehearsal {

    /** Whom it is about. Nothing of this account is ever kept. */
    public static final AccountId ACCOUNT = new AccountId("keepwell-rehearsal");

    /** The first time loads, the others bring what is interpreted into machine code. */
    private static final int TIMES = 3;

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(Rehearsal.class);

    private Rehearsal() {}

    /**
     * Rehearses, on a thread that may wait.
     *
     * @param part what is done; must leave nothing behind, however often
     * @return whether it went well
     */
    public static boolean of(Runnable part) {
        try {
            for (int time = 0; time < TIMES; time++) {
                part.run();
            }
            return true;
        } catch (RuntimeException e) {
            LOGGER.atInfo().setCause(e).log("nothing could be rehearsed; the first event is slow");
            return false;
        }
    }

    /**
     * Rehearses what needs the database's sessions, on a thread that may wait.
     *
     * @param part what is done; must leave nothing behind, however often
     * @return whether it went well
     */
    public static boolean of(Supplier<Uni<Void>> part) {
        return of(() -> await(part));
    }

    private static void await(Supplier<Uni<Void>> part) {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> part.get().ifNoItem().after(AT_MOST).fail());
        } catch (Throwable e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
