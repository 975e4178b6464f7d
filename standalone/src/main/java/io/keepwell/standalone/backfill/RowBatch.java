package io.keepwell.standalone.backfill;

import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.standalone.client.EventLoader;
import io.keepwell.standalone.client.IngestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What is sent together: all events of some rows.
 *
 * @param events the events
 * @param lines for each event, the line of its row
 * @param flawed the rows among them of which no event could be made
 * @param rowsRead how many rows of the file are done with it
 */
record RowBatch(
        List<SubmittedEventV1> events, List<Long> lines, List<Rejected> flawed, long rowsRead)
        implements EventLoader.Batch {

    /** Copies the lists. */
    RowBatch {
        events = List.copyOf(events);
        lines = List.copyOf(lines);
        flawed = List.copyOf(flawed);
    }

    /** The rows that were not accepted, each once, in the order of the file. */
    List<Rejected> rejected(IngestClient.Answer answer) {
        var rows = new TreeMap<Long, String>();
        flawed.forEach(row -> rows.put(row.line(), row.reason()));
        for (IngestClient.Rejected it : answer.rejected()) {
            rows.putIfAbsent(
                    lines.get(it.index()),
                    "%s: %s".formatted(events.get(it.index()).type(), it.reason()));
        }
        var rejected = new ArrayList<Rejected>();
        rows.forEach((line, reason) -> rejected.add(new Rejected(line, reason)));
        return rejected;
    }
}
