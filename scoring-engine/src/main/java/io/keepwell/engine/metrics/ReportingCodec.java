package io.keepwell.engine.metrics;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.engine.source.Silence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down which kinds of source report, and reads it back: equal ones are the same bytes. */
public final class ReportingCodec {

    private static final int VERSION = 1;
    private static final int KINDS_MAX = 1 << 20;

    private ReportingCodec() {}

    /**
     * Encodes.
     *
     * @param reporting which kinds report
     * @return bytes that {@link #decode} reads
     */
    public static byte[] encode(Reporting reporting) {
        var out = new ByteWriter(VERSION);
        out.unsigned(reporting.kinds().size());
        reporting
                .kinds()
                .forEach((kind, span) -> {
                    out.text(kind);
                    out.signed(span.firstDay());
                    out.signed(span.lastDay());
                });
        Silence silence = reporting.silence();
        out.unsigned(silence.frozen().size());
        new TreeMap<>(silence.frozen())
                .forEach((kind, day) -> {
                    out.text(kind);
                    out.signed(day);
                });
        out.unsigned(silence.regular().size());
        new TreeSet<>(silence.regular()).forEach(out::text);
        return out.bytes();
    }

    /**
     * Decodes.
     *
     * @param bytes what {@link #encode} gave
     * @return which kinds reported
     * @throws UnreadableStateException when they are something else
     */
    public static Reporting decode(byte[] bytes) {
        var in = new ByteReader(bytes, VERSION);
        Map<String, Reporting.Span> kinds = new HashMap<>();
        for (int left = in.count(KINDS_MAX); left > 0; left--) {
            kinds.put(in.text(), new Reporting.Span((int) in.signed(), (int) in.signed()));
        }
        Map<String, Integer> frozen = new HashMap<>();
        for (int left = in.count(KINDS_MAX); left > 0; left--) {
            frozen.put(in.text(), (int) in.signed());
        }
        Set<String> regular = new HashSet<>();
        for (int left = in.count(KINDS_MAX); left > 0; left--) {
            regular.add(in.text());
        }
        in.end();
        return new Reporting(kinds, new Silence(frozen, regular));
    }
}
