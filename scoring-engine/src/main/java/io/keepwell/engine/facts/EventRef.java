package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.model.event.CustomerEventV1;
import java.util.Comparator;

/**
 * An event by its place in time. The order is total, so that "the latest" is the same event in
 * whatever order events arrive: by when it occurred, then by id, then by source.
 *
 * @param at when it occurred, in milliseconds since 1970
 * @param id its id
 * @param source its source
 */
public record EventRef(long at, String id, String source) implements Comparable<EventRef> {

    private static final Comparator<EventRef> ORDER =
            Comparator.comparingLong(EventRef::at)
                    .thenComparing(EventRef::id)
                    .thenComparing(EventRef::source);

    static EventRef of(CustomerEventV1 event) {
        return new EventRef(event.occurredAt().toEpochMilli(), event.id(), event.source().value());
    }

    static EventRef read(ByteReader in) {
        return new EventRef(in.signed(), in.text(), in.text());
    }

    void write(ByteWriter out) {
        out.signed(at);
        out.text(id);
        out.text(source);
    }

    @Override
    public int compareTo(EventRef other) {
        return ORDER.compare(this, other);
    }
}
