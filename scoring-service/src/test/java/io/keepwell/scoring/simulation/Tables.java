package io.keepwell.scoring.simulation;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is committed: the tables of the service, as far as the fold and the relay use them. */
final class Tables {

    final SortedMap<Integer, Partition> partitions = new TreeMap<>();
    final SortedMap<Writes.SourceKey, Counts> sources = new TreeMap<>();
    final SortedMap<AccountKey, State> states = new TreeMap<>();
    final SortedMap<AccountKey, SortedMap<String, byte[]>> facts = new TreeMap<>();
    final SortedMap<AccountKey, SortedMap<String, byte[]>> members = new TreeMap<>();
    final SortedMap<AccountKey, Shown> accounts = new TreeMap<>();
    final SortedMap<AccountKey, List<Change>> history = new TreeMap<>();
    final SortedMap<Indexed, List<Long>> events = new TreeMap<>();
    final SortedMap<Seen, Set<EventHash>> seen = new TreeMap<>();
    final SortedMap<Integer, Reporting> reporting = new TreeMap<>();
    final List<Writes.View> views = new ArrayList<>();
    final Set<Quarantined> quarantine = new HashSet<>();
    final SortedMap<Long, OutboxRow> outbox = new TreeMap<>();

    /** Table {@code fold_partition}. */
    record Partition(
            long epoch,
            long nextOffset,
            Counts counts,
            OwnedPartition.Round done,
            OwnedPartition.Round target,
            @Nullable String cursor,
            OwnedPartition.Resting resting) {

        Partition takenOver() {
            return new Partition(epoch + 1, nextOffset, counts, done, target, cursor, resting);
        }
    }

    /** The key of an account's rows. */
    record AccountKey(int partition, String id) implements Comparable<AccountKey> {

        private static final Comparator<AccountKey> ORDER =
                Comparator.comparingInt(AccountKey::partition).thenComparing(AccountKey::id);

        @Override
        public int compareTo(AccountKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Table {@code account_state}. */
    record State(@Nullable Verdict verdict, int restsUntil, Counts counts) {}

    /** Table {@code account}. */
    record Shown(long sequence, boolean isUnpublished, Instant publishedAt) {}

    /** The primary key of table {@code event_index}. */
    record Indexed(AccountKey account, long firstOffset) implements Comparable<Indexed> {

        private static final Comparator<Indexed> ORDER =
                Comparator.comparing(Indexed::account).thenComparingLong(Indexed::firstOffset);

        @Override
        public int compareTo(Indexed other) {
            return ORDER.compare(this, other);
        }
    }

    /** The primary key of table {@code seen_event}. */
    record Seen(int hour, AccountKey account, long firstOffset) implements Comparable<Seen> {

        private static final Comparator<Seen> ORDER =
                Comparator.comparingInt(Seen::hour)
                        .thenComparing(Seen::account)
                        .thenComparingLong(Seen::firstOffset);

        @Override
        public int compareTo(Seen other) {
            return ORDER.compare(this, other);
        }
    }

    /** The unique key of table {@code quarantine}. */
    record Quarantined(int partition, long offset) {}

    Partition partition(int id) {
        Partition partition = partitions.get(id);
        if (partition == null) {
            throw new IllegalStateException("partition %d has no row".formatted(id));
        }
        return partition;
    }

    List<Change> history(AccountKey account) {
        return history.getOrDefault(account, new ArrayList<>());
    }

    static Counts plus(Counts some, Counts more) {
        return new Counts(
                some.accepted() + more.accepted(),
                some.folded() + more.folded(),
                some.duplicate() + more.duplicate(),
                some.tooLate() + more.tooLate(),
                some.quarantined() + more.quarantined(),
                some.erased() + more.erased());
    }
}
