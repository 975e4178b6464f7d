package io.keepwell.scoring.adapter.watch;

import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.application.peers.PeerSnapshots.Taken;
import io.keepwell.scoring.application.peers.TakePeers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, a time a minute, whether the snapshot of peers of the day is to be taken. */
@Singleton
class PeerWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(PeerWatch.class);
    private static final long EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final TakePeers peers;
    private final boolean isEnabled;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peers").factory());

    PeerWatch(TakePeers peers, ScoringConfig scoring) {
        this.peers = peers;
        this.isEnabled = scoring.fold().enabled();
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            var _ =
                    worker.scheduleWithFixedDelay(
                            this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    private void look() {
        try {
            peers.take().ifPresent(PeerWatch::tell);
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .setCause(e)
                    .log("peers could not be counted; it is tried again in a minute");
        }
    }

    private static void tell(Taken taken) {
        LOGGER.atInfo()
                .addKeyValue("policyVersion", taken.policyVersion())
                .log("peers were counted; accounts are judged by them from tomorrow on");
    }
}
