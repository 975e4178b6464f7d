package io.keepwell.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwaitTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void shouldGiveTheResult() {
        assertThat(Await.result(Future.succeededFuture("done"), LONG)).isEqualTo("done");
    }

    @Test
    void shouldTellAFailureWithItsCause() {
        var failure = new IllegalStateException("no such table");

        assertThatThrownBy(() -> Await.result(Future.failedFuture(failure), LONG))
                .isInstanceOf(AwaitException.Failed.class)
                .hasMessageContaining("no such table")
                .hasCause(failure);
    }

    @Test
    void shouldTellSilenceFromFailure() {
        Future<String> silent = Promise.<String>promise().future();

        assertThatThrownBy(() -> Await.result(silent, SHORT))
                .isInstanceOf(AwaitException.TimedOut.class)
                .hasMessage("no answer within PT0.02S");
    }

    @Test
    void shouldStayInterrupted() {
        Future<String> silent = Promise.<String>promise().future();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Await.result(silent, LONG))
                .isInstanceOf(AwaitException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldRefuseToWaitOnAnEventLoop() {
        Vertx vertx = Vertx.vertx();
        Promise<String> outcome = Promise.promise();

        vertx.runOnContext(_ -> {
            try {
                outcome.complete(Await.result(Future.succeededFuture("waited"), LONG));
            } catch (IllegalStateException e) {
                outcome.complete(e.getMessage());
            }
        });

        assertThat(Await.result(outcome.future(), LONG)).startsWith("an event loop must not wait");
        Await.result(vertx.close(), LONG);
    }
}
