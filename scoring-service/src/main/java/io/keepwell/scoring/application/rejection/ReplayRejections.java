package io.keepwell.scoring.application.rejection;

import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.scoring.application.EventArchive;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what was rejected, and lets it be taken up again, each rejection once: the index tells
 * where it lies, the log what it is.
 */
public final class ReplayRejections {

    /** The most that one call replays. */
    public static final int AT_A_TIME = 500;

    /** What one call may hold in memory; a record may be as long as a megabyte. */
    private static final long BYTES_AT_A_TIME = 8L * 1024 * 1024;

    private final Rejections rejections;
    private final RejectionArchive archive;
    private final InstantSource clock;
    private final Executor readers;

    /**
     * From an index and a log.
     *
     * @param rejections the index
     * @param archive the log
     * @param clock tells the time
     * @param readers may wait for the log
     */
    public ReplayRejections(
            Rejections rejections,
            RejectionArchive archive,
            InstantSource clock,
            Executor readers) {
        this.rejections = rejections;
        this.archive = archive;
        this.clock = clock;
        this.readers = readers;
    }

    /** What was found. */
    public sealed interface Shown {

        /**
         * It is there.
         *
         * @param whole all of it
         */
        record Whole(RejectedWhole whole) implements Shown {}

        /**
         * The log has forgotten what was sent.
         *
         * @param item what is known of it
         */
        record Gone(RejectedItem item) implements Shown {}

        /** There is no such rejection. */
        record Unknown() implements Shown {}
    }

    /** What became of a wish to replay one. */
    public sealed interface Outcome {

        /**
         * It is on its way to ingest.
         *
         * @param at when
         */
        record Replayed(Instant at) implements Outcome {}

        /**
         * It was replayed before. What failed again is a rejection of its own.
         *
         * @param at when
         */
        record AlreadyReplayed(Instant at) implements Outcome {}

        /** Not all of what was sent is kept. */
        record NotWhole() implements Outcome {}

        /** The log has forgotten what was sent. */
        record Gone() implements Outcome {}

        /** There is no such rejection. */
        record Unknown() implements Outcome {}
    }

    /**
     * How far a wish to replay many has come.
     *
     * @param replayed how many were replayed by this call
     * @param left how many are left; the same call again goes on with them
     * @param until those rejected from then on are not meant; to be said in the next call, or it
     *     would take up what has failed again
     */
    public record Progress(int replayed, long left, Instant until) {}

    /**
     * Shows a rejection whole.
     *
     * @param id which
     * @return what was found; fails with {@link EventArchive.UnavailableException} while the log
     *     does not answer
     */
    public Uni<Shown> show(UUID id) {
        return rejections
                .find(id)
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(new Shown.Unknown())
                                : read(List.of(found.get().place()))
                                        .map(read -> shown(found.get().item(), read.get(id))));
    }

    private static Shown shown(RejectedItem item, @Nullable RejectedEventV1 rejection) {
        return rejection == null
                ? new Shown.Gone(item)
                : new Shown.Whole(RejectedWhole.of(item, rejection));
    }

    /**
     * Replays a rejection, unless it was replayed before.
     *
     * @param id which
     * @param by who says so
     * @return what became of it; fails as {@link #show}
     */
    public Uni<Outcome> replay(UUID id, String by) {
        return rejections.find(id).chain(found -> replay(found, by));
    }

    private Uni<Outcome> replay(Optional<Rejections.Found> found, String by) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new Outcome.Unknown());
        }
        Rejections.Found it = found.get();
        Instant before = it.item().replayedAt();
        if (before != null) {
            return Uni.createFrom().item(new Outcome.AlreadyReplayed(before));
        }
        if (!it.item().replayable()) {
            return Uni.createFrom().item(new Outcome.NotWhole());
        }
        Instant now = clock.instant();
        return read(List.of(it.place()))
                .chain(read ->
                        read.isEmpty()
                                ? Uni.createFrom().item(new Outcome.Gone())
                                : rejections
                                        .replay(
                                                replays(List.of(it.place()), read, by, now),
                                                by,
                                                now)
                                        .chain(marked ->
                                                marked.isEmpty()
                                                        // Somebody else was faster.
                                                        ? replay(it.item().id(), by)
                                                        : Uni.createFrom()
                                                                .item(new Outcome.Replayed(now))));
    }

    /**
     * Replays some of many rejections, the oldest first. Those that were replayed before, and those
     * that cannot be, are passed over.
     *
     * @param filter which
     * @param by who says so
     * @return how far it has come; fails as {@link #show}
     */
    public Uni<Progress> replayAll(RejectionFilter filter, String by) {
        Instant until = Objects.requireNonNullElseGet(filter.until(), clock::instant);
        return replayAll(filter.until(until), until, by);
    }

    private Uni<Progress> replayAll(RejectionFilter filter, Instant until, String by) {
        return rejections
                .waiting(filter, AT_A_TIME, BYTES_AT_A_TIME)
                .chain(places ->
                        places.isEmpty()
                                ? Uni.createFrom().item(Set.<UUID>of())
                                : read(places).chain(read -> replay(places, read, by)))
                .chain(marked ->
                        rejections
                                .countWaiting(filter)
                                .map(left -> new Progress(marked.size(), left, until)));
    }

    private Uni<Set<UUID>> replay(
            List<RejectionPlace> places, Map<UUID, RejectedEventV1> read, String by) {
        Instant now = clock.instant();
        List<UUID> gone =
                places.stream()
                        .map(RejectionPlace::id)
                        .filter(it -> !read.containsKey(it))
                        .toList();
        return rejections
                .lose(gone)
                .chain(() -> rejections.replay(replays(places, read, by, now), by, now));
    }

    private Uni<Map<UUID, RejectedEventV1>> read(List<RejectionPlace> places) {
        return Uni.createFrom().item(() -> archive.read(places)).runSubscriptionOn(readers);
    }

    private static List<ReplayRequestedV1> replays(
            List<RejectionPlace> places, Map<UUID, RejectedEventV1> read, String by, Instant now) {
        return places.stream()
                .flatMap(place -> Stream.ofNullable(read.get(place.id())))
                .map(rejection -> replay(rejection, by, now))
                .toList();
    }

    private static ReplayRequestedV1 replay(RejectedEventV1 rejection, String by, Instant now) {
        SentRequest request =
                Objects.requireNonNull(rejection.request(), "the index says that it is there");
        return new ReplayRequestedV1(
                UUID.nameUUIDFromBytes(
                        ("replay/" + rejection.id()).getBytes(StandardCharsets.UTF_8)),
                rejection.id(),
                rejection.source(),
                now,
                by,
                rejection.contentType(),
                rejection.body(),
                rejection.bodyBase64(),
                request);
    }
}
