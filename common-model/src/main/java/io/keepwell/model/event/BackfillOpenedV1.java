package io.keepwell.model.event;

import io.keepwell.model.Require;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;

/**
 * Topic {@code keepwell.customer-events}, one record on each partition, key {@code backfill}: a
 * backfill run begins. From here to its end the run's events fold without raising anything.
 *
 * @param backfill the run's id
 * @param partition the partition that this record is for, from 0
 * @param source which connected system opened it
 * @param openedAt when
 */
public record BackfillOpenedV1(String backfill, int partition, SourceName source, Instant openedAt)
        implements EventLogEntry {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.backfill.opened.v1";

    /** Checks the id and cuts the time to the millisecond. */
    public BackfillOpenedV1 {
        Require.id("backfill", backfill);
        openedAt = Require.time("openedAt", openedAt);
    }

    @Override
    public String messageId() {
        return backfill + "/opened/" + partition;
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
        return openedAt;
    }

    @Override
    public String messageKey() {
        return backfill;
    }
}
