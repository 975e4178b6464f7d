package io.keepwell.playbook.adapter.clock;

import io.keepwell.playbook.PlaybookConfig;
import io.keepwell.playbook.application.ChaseOverdue;
import io.keepwell.playbook.application.OpenWaiting;
import io.keepwell.playbook.application.reading.ReadWork;
import io.keepwell.playbook.application.reading.WorkRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time, on a thread of its own, for tasks whose day has come or whose due date
 * passed, and counts what is open: gauges {@code keepwell.playbook.tasks.open} and {@code
 * .overdue}.
 */
@Singleton
class TaskClock {

    private static final Logger LOGGER = LoggerFactory.getLogger(TaskClock.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final ChaseOverdue overdue;
    private final OpenWaiting waiting;
    private final ReadWork work;
    private final Duration every;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile WorkRecords.Counts counts = new WorkRecords.Counts(0, 0);

    TaskClock(
            ChaseOverdue overdue,
            OpenWaiting waiting,
            ReadWork work,
            PlaybookConfig playbook,
            MeterRegistry meters) {
        this.overdue = overdue;
        this.waiting = waiting;
        this.work = work;
        this.every = playbook.lookEvery();
        this.thread = Thread.ofPlatform().daemon().name("task-clock").unstarted(this::loop);
        meters.gauge("keepwell.playbook.tasks.open", this, it -> it.counts.open());
        meters.gauge("keepwell.playbook.tasks.overdue", this, it -> it.counts.overdue());
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (!thread.join(STOPS_WITHIN)) {
            thread.interrupt();
        }
    }

    private void loop() {
        do {
            look();
        } while (!isStopping(every));
    }

    private void look() {
        try {
            if (isFinished(waiting::run) && isFinished(overdue::run)) {
                counts = VertxContextSupport.subscribeAndAwait(work::counts);
            }
        } catch (Throwable e) {
            LOGGER.atWarn()
                    .setCause(e)
                    .log("tasks to open or overdue could not be looked for; it is tried again");
        }
    }

    /** Does all there is to do at this moment; false when the service stops meanwhile. */
    private boolean isFinished(Supplier<Uni<Boolean>> some) throws Throwable {
        while (VertxContextSupport.subscribeAndAwait(some)) {
            if (isStopping(Duration.ZERO)) {
                return false;
            }
        }
        return true;
    }

    private boolean isStopping(Duration atMost) {
        try {
            return stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
