package io.keepwell.ingest.adapter.rest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in the service at once. Whoever comes when it is used up is sent
 * away before anything is read, so that no number of senders can fill the memory.
 */
final class Budget {

    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    Budget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** What one request has taken; used by one thread at a time. */
    final class Lease implements AutoCloseable {

        private long taken;

        /** Takes more, if there is more. */
        boolean take(long bytes) {
            if (used.addAndGet(bytes) > bytesMax) {
                used.addAndGet(-bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** Gives all of it back; a second call does nothing. */
        @Override
        public void close() {
            used.addAndGet(-taken);
            taken = 0;
        }
    }

    long bytesMax() {
        return bytesMax;
    }

    long used() {
        return used.get();
    }
}
