package io.keepwell.alerting.adapter;

import io.keepwell.alerting.application.News;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Wakes whoever has to tell of what was committed, and counts it: {@code keepwell.alerts} by rule
 * and change, {@code keepwell.intake.duplicates}.
 */
public final class Bells implements News {

    private final MeterRegistry meters;
    private final Counter duplicates;
    private final Runnable wake;

    /**
     * With whom to wake.
     *
     * @param meters where it counts
     * @param wake wakes relays and deliveries
     */
    public Bells(MeterRegistry meters, Runnable wake) {
        this.meters = meters;
        this.duplicates = meters.counter("keepwell.intake.duplicates");
        this.wake = wake;
    }

    @Override
    public void told(List<AlertChangedV1> changes) {
        wake.run();
        changes.forEach(it -> count(it.alert().rule().id(), it.change()));
    }

    @Override
    public void repeated(int count) {
        duplicates.increment(count);
    }

    private void count(String rule, AlertChange change) {
        meters.counter("keepwell.alerts", "rule", rule, "change", change.wireName()).increment();
    }
}
