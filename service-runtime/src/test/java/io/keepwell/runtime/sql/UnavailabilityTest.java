package io.keepwell.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemMappers;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.hibernate.HibernateException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailabilityTest {

    private final Unavailability unavailability =
            new Unavailability(new ProblemMappers(() -> new UUID(1, 2)));

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "57P02", "57P03", "55P03", "25P03"})
    void shouldAskToTryAgainWhenTheDatabaseSaysItCannotNow(String state) {
        requireTryAgain(new PgException("canary", "FATAL", state, null));
        requireTryAgain(
                new GenericJDBCException("canary", new SQLException("canary", state, 0), "select"));
        requireTryAgain(new CompletionException(new PgException("canary", "FATAL", state, null)));
    }

    @Test
    void shouldAskToTryAgainWhenTheDatabaseIsNotThere() {
        requireTryAgain(new ConnectException("canary"));
        requireTryAgain(new SocketException("canary"));
        requireTryAgain(new HibernateException("canary", new SocketException("canary")));
        requireTryAgain(new ClosedChannelException());
        requireTryAgain(ClosedConnectionException.INSTANCE);
        requireTryAgain(new IllegalStateException(new ConnectException("canary")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42601", "57014", "40001"})
    void shouldTakeOtherRefusalsForBugs(String state) {
        requireBug(new PgException("canary", "ERROR", state, null));
        requireBug(
                new GenericJDBCException("canary", new SQLException("canary", state, 0), "select"));
    }

    @Test
    void shouldTakeWhatIsNotOfTheDatabaseForABug() {
        requireBug(new IllegalStateException("canary"));
        requireBug(new GenericJDBCException("canary", new SQLException("canary"), "select"));
    }

    private void requireTryAgain(Exception failure) {
        Response answer = unavailability.onFailure(failure);
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
        assertThat(answer.getEntity())
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("KW-5031");
                            assertThat(problem.detail()).isEqualTo("the database does not answer");
                        });
    }

    private void requireBug(Exception failure) {
        assertThat(unavailability.onFailure(failure).getStatus()).isEqualTo(500);
    }
}
