package io.keepwell.scoring.adapter.kafka;

import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.PoisonedRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one session of the fold after the other, on a thread of its own. */
final class FoldLoop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FoldLoop.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final SessionRunner sessions;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<PoisonedRecordException.Poison> poisons = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile FoldState state = new FoldState.Starting();
    private Duration pause = PAUSE_MIN;

    /** Runs a session from its beginning to its end. */
    @FunctionalInterface
    interface SessionRunner {

        /**
         * Runs one.
         *
         * @param poisons records that failed before
         * @param isStopping whether it is to end
         * @param onProgress to be told after each round that went well
         */
        void run(
                Set<PoisonedRecordException.Poison> poisons,
                BooleanSupplier isStopping,
                Runnable onProgress);
    }

    /** Of a name by which logs tell it from others. */
    FoldLoop(String name, SessionRunner sessions, InstantSource clock) {
        this.name = name;
        this.sessions = sessions;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    FoldState state() {
        return state;
    }

    @Override
    public void close() {
        stopping.countDown();
        if (thread.getState() == Thread.State.NEW) {
            // A service that only answers.
            return;
        }
        try {
            if (!thread.join(STOPS_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!isStopping()) {
            try {
                sessions.run(Set.copyOf(poisons), this::isStopping, this::onProgress);
            } catch (PoisonedRecordException e) {
                LOGGER.atError()
                        .addKeyValue("partition", e.poison().partition())
                        .addKeyValue("offset", e.poison().offset())
                        .setCause(e)
                        .log("a record cannot be folded, and goes to quarantine");
                poisons.add(e.poison());
            } catch (RuntimeException e) {
                onFailure(e);
            } catch (Error e) {
                state = new FoldState.Halted("the thread of the %s ended: %s".formatted(name, e));
                LOGGER.atError().setCause(e).log("the {} has ended", name);
                throw e;
            }
        }
    }

    private void onFailure(RuntimeException e) {
        if (isStopping()) {
            return;
        }
        Takeover.LostLogException lost = lostLog(e);
        if (lost != null) {
            state = new FoldState.Halted("" + lost.getMessage());
            LOGGER.atError()
                    .setCause(lost)
                    .log("the {} has stopped, so that nothing is lost", name);
            awaitStop();
            return;
        }
        if (state instanceof FoldState.Failing(Instant since, _)) {
            state = new FoldState.Failing(since, reason(e));
        } else {
            state = new FoldState.Failing(clock.instant(), reason(e));
            LOGGER.atWarn().setCause(e).log("the {} begins again from what is stored", name);
        }
        pause();
    }

    /** Of what a rebalance listener throws, Kafka's client only says that it did. */
    private static String reason(RuntimeException e) {
        Throwable cause = e.getClass() == KafkaException.class ? e.getCause() : null;
        return "" + (cause == null ? e : cause).getMessage();
    }

    /** Kafka's client wraps what a rebalance listener throws. */
    private static Takeover.@Nullable LostLogException lostLog(RuntimeException e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof Takeover.LostLogException lost) {
                return lost;
            }
        }
        return null;
    }

    private void onProgress() {
        pause = PAUSE_MIN;
        if (!(state instanceof FoldState.Running)) {
            Instant now = clock.instant();
            LOGGER.atInfo().log("the {} runs", name);
            state = new FoldState.Running(now);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            boolean stopped = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            Duration longer = pause.multipliedBy(2);
            pause = stopped || longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStop() {
        try {
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
