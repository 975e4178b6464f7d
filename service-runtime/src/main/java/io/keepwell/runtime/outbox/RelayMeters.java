package io.keepwell.runtime.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one shard's relay reports. */
final class RelayMeters {

    private final Counter published;
    private final Counter parked;
    private final Counter failures;

    /** When the first row that waits was recorded; absent when none is known to wait. */
    private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();

    RelayMeters(MeterRegistry meters, InstantSource clock, int shard) {
        String tag = Integer.toString(shard);
        published =
                Counter.builder("keepwell.outbox.published")
                        .description("Rows that Kafka has committed")
                        .tag("shard", tag)
                        .register(meters);
        parked =
                Counter.builder("keepwell.outbox.parked")
                        .description("Rows that Kafka refuses for good, moved to outbox_parked")
                        .tag("shard", tag)
                        .register(meters);
        failures =
                Counter.builder("keepwell.outbox.failures")
                        .description("Attempts that failed and are made again")
                        .tag("shard", tag)
                        .register(meters);
        TimeGauge.builder(
                        "keepwell.outbox.lag",
                        this,
                        TimeUnit.MILLISECONDS,
                        it -> it.lag(clock.instant()).toMillis())
                .description("Age of the oldest row, where this process publishes the shard")
                .tag("shard", tag)
                .strongReference(true)
                .register(meters);
    }

    void published(int rows) {
        published.increment(rows);
    }

    void parked() {
        parked.increment();
    }

    void failed() {
        failures.increment();
    }

    void oldest(@Nullable Instant recordedAt) {
        oldest.set(recordedAt);
    }

    private Duration lag(Instant now) {
        Instant since = oldest.get();
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
