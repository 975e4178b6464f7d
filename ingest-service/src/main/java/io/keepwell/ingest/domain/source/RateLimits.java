package io.keepwell.ingest.domain.source;

import io.keepwell.model.event.SourceName;
import io.keepwell.policy.source.RateLimit;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds sources to their limits. Each replica of the service counts by itself. */
public final class RateLimits {

    private final InstantSource clock;
    private final Map<SourceName, TokenBucket> buckets = new ConcurrentHashMap<>();

    /**
     * Counts by a clock.
     *
     * @param clock tells how much time has passed
     */
    public RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How much a source may send now.
     *
     * @param source the source
     * @return its state, or empty where it has no limit
     */
    public Optional<RateState> of(Source source) {
        RateLimit limit = source.spec().limit();
        return limit == null ? Optional.empty() : Optional.of(bucket(source.name(), limit).state());
    }

    /**
     * Counts what a source has sent.
     *
     * @param source the source
     * @param events how many, good or bad
     */
    public void count(Source source, int events) {
        RateLimit limit = source.spec().limit();
        if (limit != null) {
            bucket(source.name(), limit).take(events);
        }
    }

    /** A limit that has changed begins anew; one that has not goes on counting. */
    private TokenBucket bucket(SourceName name, RateLimit limit) {
        TokenBucket bucket = buckets.get(name);
        return bucket != null && bucket.limit().equals(limit)
                ? bucket
                : buckets.compute(
                        name,
                        (_, there) ->
                                there != null && there.limit().equals(limit)
                                        ? there
                                        : new TokenBucket(limit, clock));
    }
}
