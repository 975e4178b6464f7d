package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was ever told of an account's contract, in one row. Systems tell the same revenue every
 * night: of what says the same in one month, the first and the last are kept, so that the row stays
 * small and is the same in whatever order events come. Beyond a number of different ones, the
 * oldest go first of seven in eight of the revenues that were only told, so that one that is
 * another every day is known for years, if not to the day; then the oldest months.
 */
final class ContractRow {

    /** How many different things are kept; a month has one or two. */
    static final int SAYINGS_MAX = 240;

    /** How much longer the eighth is kept, and what began or ended. */
    private static final int MONTHS_LONGER = 96;

    private static final int ONE_IN = 8;

    private static final int VERSION = 1;
    private static final int HAS_ARR = 1;
    private static final int HAS_LAST_DAY = 2;
    private static final Comparator<Saying> ORDER =
            Comparator.comparingInt(Saying::month)
                    .thenComparing(Saying::kind)
                    .thenComparing(
                            Saying::arr, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                    .thenComparing(
                            Saying::lastDay,
                            Comparator.nullsFirst(Comparator.<Integer>naturalOrder()));

    /**
     * The first goes first. It hangs on nothing but what is said, so that the same stay in whatever
     * order events come.
     */
    private static final Comparator<Saying> WORTH =
            Comparator.comparingInt(ContractRow::keptUntil).thenComparing(ORDER);

    private final TreeMap<Saying, Span> sayings = new TreeMap<>(ORDER);

    /** What is said, of which month; the revenue in millionths. */
    private record Saying(
            int month, ContractEntry.Kind kind, @Nullable Long arr, @Nullable Integer lastDay) {}

    /** The first and the last event of the month that said it. */
    private record Span(EventRef first, EventRef last) {

        Span with(EventRef event) {
            return new Span(
                    event.compareTo(first) < 0 ? event : first,
                    event.compareTo(last) > 0 ? event : last);
        }
    }

    void decode(byte[] bytes) {
        var in = new ByteReader(bytes, VERSION);
        for (int left = in.count(SAYINGS_MAX); left > 0; left--) {
            int month = Math.toIntExact(in.signed());
            var kind = ContractEntry.Kind.of(in.count(ContractEntry.Kind.CODE_MAX));
            int has = in.count(HAS_ARR | HAS_LAST_DAY);
            Long arr = (has & HAS_ARR) == 0 ? null : (Long) in.signed();
            Integer lastDay =
                    (has & HAS_LAST_DAY) == 0 ? null : (Integer) Math.toIntExact(in.signed());
            sayings.put(
                    new Saying(month, kind, arr, lastDay),
                    new Span(EventRef.read(in), EventRef.read(in)));
        }
        in.end();
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        out.unsigned(sayings.size());
        sayings.forEach((saying, span) -> {
            Long arr = saying.arr();
            Integer lastDay = saying.lastDay();
            out.signed(saying.month());
            out.unsigned(saying.kind().code());
            out.unsigned((arr == null ? 0 : HAS_ARR) | (lastDay == null ? 0 : HAS_LAST_DAY));
            if (arr != null) {
                out.signed(arr);
            }
            if (lastDay != null) {
                out.signed(lastDay);
            }
            span.first().write(out);
            span.last().write(out);
        });
        return out.bytes();
    }

    boolean isEmpty() {
        return sayings.isEmpty();
    }

    void takeBack(ContractEntry entry, ContractRow without) {
        Saying saying = saying(entry);
        if (sayings.containsKey(saying)) {
            Span others = without.sayings.get(saying);
            if (others == null) {
                sayings.remove(saying);
            } else {
                sayings.put(saying, others);
            }
        }
    }

    private static Saying saying(ContractEntry entry) {
        BigDecimal arr = entry.arr();
        return new Saying(
                Days.month(Days.of(entry.event().at())),
                entry.kind(),
                arr == null ? null : (Long) Sum.millionths(arr),
                entry.lastDay());
    }

    void add(ContractEntry entry) {
        Saying saying = saying(entry);
        Span before = sayings.get(saying);
        sayings.put(
                saying,
                before == null
                        ? new Span(entry.event(), entry.event())
                        : before.with(entry.event()));
        if (sayings.size() > SAYINGS_MAX) {
            sayings.remove(Collections.min(sayings.keySet(), WORTH));
        }
    }

    private static int keptUntil(Saying saying) {
        Long arr = saying.arr();
        boolean isLong =
                saying.kind() != ContractEntry.Kind.TOLD
                        || arr == null
                        || Long.remainderUnsigned(MemberHash.of(Long.toString(arr)), ONE_IN) == 0;
        return saying.month() + (isLong ? MONTHS_LONGER : 0);
    }

    /** In the order in which they occurred. */
    List<ContractEntry> entries() {
        var entries = new ArrayList<ContractEntry>();
        sayings.forEach((saying, span) -> {
            Long millionths = saying.arr();
            BigDecimal arr =
                    millionths == null ? null : Require.decimal("arr", Sum.decimal(millionths));
            entries.add(new ContractEntry(saying.kind(), span.first(), arr, saying.lastDay()));
            if (!span.first().equals(span.last())) {
                entries.add(new ContractEntry(saying.kind(), span.last(), arr, saying.lastDay()));
            }
        });
        entries.sort(Comparator.comparing(ContractEntry::event));
        return entries;
    }
}
