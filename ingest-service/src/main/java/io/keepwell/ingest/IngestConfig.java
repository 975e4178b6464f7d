package io.keepwell.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * All settings of this service but those of Kafka's client, which are {@code kafka.*}. A wrong
 * value stops the start, and says which.
 */
@ConfigMapping(prefix = "ingest")
public interface IngestConfig {

    /**
     * Where the documents of kind Source lie, which say what systems may send events.
     *
     * @return a directory; absent where nobody may send
     */
    Optional<Path> sources();

    /**
     * How often to look whether they have changed.
     *
     * @return 1 second to 1 hour
     */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration readSourcesEvery();

    /**
     * What the ids of backfill runs are signed with; the same on all replicas. Another secret makes
     * the runs that are open now unknown.
     *
     * @return 32 characters or more, of at least 128 bits of chance
     */
    @Size(min = 32, max = 1000)
    String backfillSecret();

    /**
     * What is too much.
     *
     * @return the limits
     */
    @Valid
    LimitsConfig limits();

    /**
     * How long Kafka may take to acknowledge before a request is answered with 503.
     *
     * @return 1 to 60 seconds
     */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 60)
    Duration acknowledgeWithin();

    /**
     * What a 503 asks the sender to wait.
     *
     * @return 1 second to 5 minutes
     */
    @WithDefault("2s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration retryAfter();

    /**
     * Where senders of webhooks find this service: what stands before {@code /in/…} in the address
     * that is given to them. Some sign it. Without it, what the request itself says is taken.
     *
     * @return for example {@code https://events.acme.example}
     */
    Optional<URI> publicUrl();

    /**
     * From which web pages libraries in browsers may send.
     *
     * @return origins such as {@code https://app.acme.example}, separated by commas; or a pattern
     *     between slashes
     */
    @WithDefault("/.*/")
    String browserOrigins();

    /** What is too much. */
    interface LimitsConfig {

        /**
         * The longest body of a request.
         *
         * @return bytes
         */
        @WithDefault("4194304")
        @Min(1024)
        @Max(16_777_216)
        int bodyBytes();

        /**
         * The longest single event, as it was sent.
         *
         * @return bytes
         */
        @WithDefault("32768")
        @Min(1024)
        @Max(262_144)
        int eventBytes();

        /**
         * The most events in one request.
         *
         * @return 1 to 10,000
         */
        @WithDefault("2500")
        @Min(1)
        @Max(10_000)
        int batchEvents();

        /**
         * How deep objects and arrays may stand in each other; an event in an array needs 3.
         *
         * @return 3 to 200
         */
        @WithDefault("32")
        @Min(3)
        @Max(200)
        int nesting();

        /**
         * How long the body of a request may take to come in.
         *
         * @return 1 second to 10 minutes
         */
        @WithDefault("30s")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 10)
        Duration bodyWithin();

        /**
         * How much of all bodies together may wait for Kafka; more is answered with 503. It bounds
         * the memory: count six times as much for what is made of the bodies.
         *
         * @return bytes, no less than {@link #bodyBytes()}
         */
        @WithDefault("12582912")
        @Min(1024)
        long inFlightBytes();
    }
}
