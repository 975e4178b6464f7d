package io.keepwell.runtime.testing;

import io.quarkus.vertx.VertxContextSupport;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** For how long a service's connections let themselves be kept waiting. */
public final class PoolSettings {

    private static final String QUERY =
            """
            select name, current_setting(name) from pg_settings
             where name in ('lock_timeout', 'statement_timeout',
                            'idle_in_transaction_session_timeout')
            """;

    private PoolSettings() {}

    /** What the server says of one of them. */
    public static Map<String, String> of(Mutiny.SessionFactory sessions) {
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                    sessions.withSession(session ->
                            session.createNativeQuery(QUERY, Object[].class)
                                    .getResultList()
                                    .map(rows ->
                                            rows.stream()
                                                    .collect(
                                                            Collectors.toMap(
                                                                    row -> "" + row[0],
                                                                    row -> "" + row[1])))));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
