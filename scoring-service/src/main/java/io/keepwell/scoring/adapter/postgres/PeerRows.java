package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.Peers;
import io.keepwell.engine.peers.Quantiles;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Snapshots of peers as rows: one of a segment and number each, the latest snapshot last. */
final class PeerRows {

    /** Those that count on a day or later. A snapshot of nobody has a row without numbers. */
    static final String SELECT =
            """
            select s.version::text, s.first_day, q.segment, q.metric, q.accounts, q.points
              from peer_snapshot s
              left join peer_quantiles q on q.version = s.version
             where s.first_day >= (select coalesce(max(first_day), 0) from peer_snapshot
                                    where first_day <= $1)
             order by s.version
            """;

    private PeerRows() {}

    private record Snapshot(
            String version, int firstDay, Map<String, Map<String, Quantiles>> segments) {}

    static PeerBook book(Iterable<Row> rows) {
        Map<String, Snapshot> snapshots = new LinkedHashMap<>();
        for (Row row : rows) {
            Snapshot snapshot =
                    snapshots.computeIfAbsent(
                            row.getString(0),
                            version -> new Snapshot(version, row.getInteger(1), new HashMap<>()));
            String segment = row.getString(2);
            if (segment != null) {
                snapshot.segments()
                        .computeIfAbsent(segment, _ -> new HashMap<>())
                        .put(
                                row.getString(3),
                                new Quantiles(
                                        row.getInteger(4),
                                        Arrays.asList(row.getArrayOfDoubles(5))));
            }
        }
        return new PeerBook(
                snapshots.values().stream()
                        .map(it -> new Peers(it.version(), it.firstDay(), it.segments()))
                        .toList());
    }
}
