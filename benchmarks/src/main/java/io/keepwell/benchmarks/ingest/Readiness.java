package io.keepwell.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until somebody answers. */
final class Readiness {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int UNAVAILABLE_FROM = 500;

    private Readiness() {}

    /**
     * Waits until an address is answered, with anything but that it cannot be served.
     *
     * @param url the address
     * @param name who is to answer
     * @param check fails when there is nobody to wait for any more
     * @throws IllegalStateException when nobody answers in time
     */
    static void await(URI url, String name, Runnable check) {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isAnswered(client, url)) {
                check.run();
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IllegalStateException(
                            "%s does not answer at %s after %d s"
                                    .formatted(name, url, LONGEST.toSeconds()));
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isAnswered(HttpClient client, URI url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() < UNAVAILABLE_FROM;
        } catch (IOException notYet) {
            return false;
        }
    }
}
