package io.keepwell.runtime.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Connections that are nobody else's, with the login of the pool. */
public final class OwnConnections {

    private OwnConnections() {}

    /**
     * Of a service's database.
     *
     * @param vertx on which they live
     * @param config holds the pool's user
     * @param database host, port and name, as {@code localhost:15432/keepwell_scoring}
     * @param password the user's
     * @return a new connection each time
     */
    public static Supplier<Future<PgConnection>> of(
            Vertx vertx, Config config, String database, String password) {
        PgConnectOptions options =
                PgConnectOptions.fromUri("postgresql://" + database)
                        .setUser(config.getValue("quarkus.datasource.username", String.class))
                        .setPassword(password)
                        .setCachePreparedStatements(true)
                        .setTcpKeepAlive(true);
        return () -> PgConnection.connect(vertx, new PgConnectOptions(options));
    }
}
