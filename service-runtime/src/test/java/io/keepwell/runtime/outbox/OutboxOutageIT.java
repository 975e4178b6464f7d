package io.keepwell.runtime.outbox;

import static io.keepwell.runtime.outbox.OutboxFixture.WAIT_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.Infra;
import io.keepwell.infra.SharedInfra;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxOutageIT {

    private final Infra infra = SharedInfra.get();
    private final OutboxFixture fixture;

    OutboxOutageIT() {
        fixture = new OutboxFixture();
    }

    @AfterEach
    void bringBack() {
        infra.postgres().start();
        infra.kafka().start();
        fixture.close();
    }

    @Test
    void shouldGoOnByItselfAfterTheDatabaseCrashed() {
        OutboxRelay relay = fixture.start();
        fixture.write(fixture.rows("account", 3));
        fixture.awaitEmptyOutbox();

        infra.postgres().crash();
        await().atMost(WAIT_MAX).until(() -> !relay.isHealthy());
        infra.postgres().start();
        fixture.write(List.of(fixture.row("account", 3)));

        fixture.awaitEmptyOutbox();
        fixture.requireInOrder("account", 4);
        await().atMost(WAIT_MAX).until(relay::isHealthy);
        assertThat(fixture.counted("keepwell.outbox.failures")).isPositive();
    }

    @Test
    void shouldGoOnByItselfAfterKafkaWasAway() {
        OutboxRelay relay = fixture.start();
        fixture.write(fixture.rows("account", 3));
        fixture.awaitEmptyOutbox();

        infra.kafka().stop();
        fixture.write(List.of(fixture.row("account", 3)));
        await().atMost(WAIT_MAX).until(() -> !relay.isHealthy());
        fixture.write(List.of(fixture.row("account", 4)));
        infra.kafka().start();

        fixture.awaitEmptyOutbox();
        fixture.requireInOrder("account", 5);
        await().atMost(WAIT_MAX).until(relay::isHealthy);
    }

    @Test
    void shouldStartThoughNothingIsThereYet() {
        infra.kafka().stop();
        fixture.write(fixture.rows("account", 2));
        infra.postgres().stop();

        OutboxRelay relay = fixture.start();
        await().atMost(WAIT_MAX).until(() -> !relay.isHealthy());
        infra.postgres().start();
        infra.kafka().start();

        fixture.awaitEmptyOutbox();
        fixture.requireInOrder("account", 2);
    }

    @Test
    void shouldEndInTimeThoughKafkaIsAway() {
        OutboxRelay relay = fixture.start();
        fixture.write(fixture.rows("account", 1));
        fixture.awaitEmptyOutbox();
        infra.kafka().stop();
        fixture.write(List.of(fixture.row("account", 1)));
        long before = System.nanoTime();

        relay.close();

        assertThat(System.nanoTime() - before)
                .isLessThan(fixture.settings().closeWithin().plusSeconds(5).toNanos());
        assertThat(relay.states()).containsValue(new RelayState.Ended());
        assertThat(fixture.count("outbox")).isEqualTo(1);
    }
}
