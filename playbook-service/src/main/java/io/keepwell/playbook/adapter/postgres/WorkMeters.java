package io.keepwell.playbook.adapter.postgres;

import io.keepwell.playbook.domain.Happening;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counter {@code keepwell.playbook.plays}, by {@code play} and what happened to it. */
@Singleton
public class WorkMeters {

    private static final String PLAYS = "keepwell.playbook.plays";

    private final MeterRegistry meters;

    WorkMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Counts.
     *
     * @param happenings what was committed
     */
    public void count(List<Happening> happenings) {
        for (Happening happening : happenings) {
            if (happening instanceof Happening.OfPlay(var change, var run)) {
                meters.counter(PLAYS, "play", run.play().play().id(), "change", change.wireName())
                        .increment();
            }
        }
    }
}
