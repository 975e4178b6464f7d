package io.keepwell.benchmarks.ingest;

import io.keepwell.standalone.client.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a target is ready. */
final class Readiness {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int UNAVAILABLE_FROM = 500;

    private Readiness() {}

    /**
     * Waits until a target says so, 90 seconds at most.
     *
     * @param isReady asks it; may fail when there is nobody to wait for any more
     * @return whether it was ready in time
     */
    static boolean await(BooleanSupplier isReady) {
        long start = System.nanoTime();
        while (!isReady.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                return false;
            }
            Pause.shortly();
        }
        return true;
    }

    /** Whether an address is answered, with anything but that it cannot be served. */
    static boolean isAnswered(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() < UNAVAILABLE_FROM;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
