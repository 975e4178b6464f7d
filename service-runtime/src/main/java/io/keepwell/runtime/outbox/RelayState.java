package io.keepwell.runtime.outbox;

import java.time.Instant;

/** What the relay of one shard is doing. */
public sealed interface RelayState {

    /** It does not hold the shard: it is starting, or another relay publishes. */
    record Waiting() implements RelayState {}

    /** It holds the shard and publishes what there is. */
    record Publishing() implements RelayState {}

    /**
     * It tries again and again; nothing is published, nothing is lost.
     *
     * @param since when it stopped to work
     * @param reason the latest failure, without payload
     */
    record Failing(Instant since, String reason) implements RelayState {}

    /** It has ended, because it was closed or because of a bug that the log tells. */
    record Ended() implements RelayState {}

    /**
     * Whether there is nothing to worry about.
     *
     * @return true while it publishes, or waits for its turn
     */
    default boolean isHealthy() {
        return switch (this) {
            case Waiting(), Publishing() -> true;
            case Failing(_, _), Ended() -> false;
        };
    }
}
