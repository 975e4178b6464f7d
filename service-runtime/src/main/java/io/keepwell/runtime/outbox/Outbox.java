package io.keepwell.runtime.outbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the outbox.
 *
 * <p>The messages of a key keep their order if who writes one holds, until it commits, a lock on
 * what the key stands for (the account's row, or the partition's) and took it before it inserts:
 * then a later message can neither get a lower sequence nor become visible earlier. Across keys
 * there is no order: a transaction that commits late is published late.
 */
public final class Outbox {

    /** The tables, as a service's first Flyway migration creates them. */
    public static final String DDL =
            """
            -- What this service has to say and Kafka does not have yet; nearly empty at all times.
            -- A relay publishes each shard by seq and deletes what it has published.
            -- seq: never with a cache, which would give a key's later message a lower number.
            create table outbox (
                shard       smallint    not null,
                seq         bigint      generated always as identity,
                topic       text        not null,
                partition   int,                    -- null: by key
                key         text        not null,
                headers     bytea       not null,
                value       bytea       not null,
                recorded_at timestamptz not null,   -- the record's timestamp
                primary key (shard, seq)
            ) with (
                autovacuum_vacuum_scale_factor = 0,
                autovacuum_vacuum_threshold = 5000,
                autovacuum_vacuum_insert_threshold = -1,
                autovacuum_vacuum_cost_delay = 0,
                vacuum_truncate = off
            );

            -- What Kafka refuses for good, with its reason: for people to look at.
            create table outbox_parked (
                shard       smallint    not null,
                seq         bigint      not null,
                topic       text        not null,
                partition   int,
                key         text        not null,
                headers     bytea       not null,
                value       bytea       not null,
                recorded_at timestamptz not null,
                parked_at   timestamptz not null,
                error       text        not null,
                primary key (shard, seq)
            );
            """;

    /** Sorted, so that the identity counts in the order of the list. */
    private static final String INSERT =
            """
            insert into outbox (shard, topic, partition, key, headers, value, recorded_at)
            select shard, topic, partition, key, headers, value, recorded_at
              from unnest($1::smallint[], $2::text[], $3::int[], $4::text[], $5::bytea[],
                          $6::bytea[], $7::timestamptz[])
                   with ordinality
                   as r (shard, topic, partition, key, headers, value, recorded_at, place)
             order by place
            """;

    private Outbox() {}

    /**
     * Inserts rows in the order of the list, by one statement. Tell the relay when the transaction
     * has committed, by {@link OutboxRelay#wake(int)}; it would find out by itself, later.
     *
     * @param connection where the transaction is that the rows tell of
     * @param rows what is to be published; nothing is done for an empty list
     * @return when they are inserted; fails as the database does
     */
    public static Future<Void> insert(SqlConnection connection, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        int count = rows.size();
        var shards = new Short[count];
        var topics = new String[count];
        var partitions = new @Nullable Integer[count];
        var keys = new String[count];
        var headers = new Buffer[count];
        var values = new Buffer[count];
        var times = new OffsetDateTime[count];
        for (int at = 0; at < count; at++) {
            OutboxRow row = rows.get(at);
            shards[at] = (short) row.shard();
            topics[at] = row.topic();
            partitions[at] = row.partition();
            keys[at] = row.key();
            headers[at] = Buffer.buffer(row.headers());
            values[at] = Buffer.buffer(row.value());
            times[at] = row.recordedAt().atOffset(ZoneOffset.UTC);
        }
        Tuple columns =
                Tuple.tuple()
                        .addArrayOfShort(shards)
                        .addArrayOfString(topics)
                        .addArrayOfInteger(partitions)
                        .addArrayOfString(keys)
                        .addArrayOfBuffer(headers)
                        .addArrayOfBuffer(values)
                        .addArrayOfOffsetDateTime(times);
        return connection.preparedQuery(INSERT).execute(columns).mapEmpty();
    }
}
