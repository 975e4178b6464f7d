package io.keepwell.model.event;

import io.keepwell.model.Require;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;

/**
 * Topic {@code keepwell.customer-events}, one record on each partition, key {@code backfill}: a
 * backfill run is complete. On it the partition's owner works out every past day of the run's
 * accounts, marks that history as reconstructed, and raises only what is true today.
 *
 * @param backfill the run's id
 * @param partition the partition that this record is for, from 0
 * @param source which connected system closed it
 * @param closedAt when
 */
public record BackfillClosedV1(String backfill, int partition, SourceName source, Instant closedAt)
        implements EventLogEntry {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.backfill.closed.v1";

    /** Checks the id and cuts the time to the millisecond. */
    public BackfillClosedV1 {
        Require.id("backfill", backfill);
        closedAt = Require.time("closedAt", closedAt);
    }

    @Override
    public String messageId() {
        return backfill + "/closed/" + partition;
    }

    @Override
    public URI messageSource() {
        return Publisher.INGEST.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return closedAt;
    }

    @Override
    public String messageKey() {
        return backfill;
    }
}
