package io.keepwell.engine.judge;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.engine.metrics.ScoreTrail;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.WireName;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.scorecard.Limit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A verdict as bytes, equal for equal verdicts. */
public final class VerdictCodec {

    private static final int VERSION = 3;

    /** Without adjustments, and without ages of measures. */
    private static final int FIRST_VERSION = 1;

    /** Stands before a risk, behind all else; a verdict without one ends there. */
    private static final int RISK = 1;

    /** The first that says where measures stand among peers. */
    private static final int PEERS_VERSION = 3;

    private static final int LIMITED = 0;
    private static final int OVERRIDDEN = 1;
    private static final int SCALE = 6;
    private static final int LIST_MAX = 10_000;

    private VerdictCodec() {}

    /**
     * Writes a verdict.
     *
     * @param verdict the verdict
     * @return its bytes
     */
    public static byte[] encode(Verdict verdict) {
        // Releases before read what tells of no peers, so that partitions can move back to them.
        boolean hasPeers = verdict.score().measures().stream().anyMatch(it -> it.peers() != null);
        var out = new ByteWriter(hasPeers ? PEERS_VERSION : PEERS_VERSION - 1);
        out.unsigned(verdict.sequence());
        out.signed(verdict.asOf());
        out.signed(verdict.firstAt());
        out.text(verdict.policyVersion());
        write(out, verdict.scorecard());
        write(out, verdict.score(), hasPeers);
        write(out, verdict.status());
        out.signed(verdict.statusSince());
        out.signed(verdict.dueAt());
        write(out, verdict.segment(), ByteWriter::text);
        write(out, verdict.stage(), ByteWriter::text);
        writeAll(out, verdict.signals().values(), VerdictCodec::write);
        verdict.trail().write(out);
        write(out, verdict.announced());
        if (verdict.risk() != null) {
            out.unsigned(RISK);
            write(out, verdict.risk());
        }
        return out.bytes();
    }

    /**
     * Reads a verdict.
     *
     * @param bytes what {@link #encode} wrote
     * @return the verdict
     * @throws UnreadableStateException when it is something else
     */
    public static Verdict decode(byte[] bytes) {
        var in = new ByteReader(bytes, FIRST_VERSION, VERSION);
        try {
            Verdict verdict = verdict(in);
            in.end();
            return verdict;
        } catch (IllegalArgumentException e) {
            throw new UnreadableStateException("a verdict that cannot be", e);
        }
    }

    private static Verdict verdict(ByteReader in) {
        return new Verdict(
                in.unsigned(),
                in.signed(),
                in.signed(),
                in.text(),
                ref(in),
                score(in),
                status(in),
                in.signed(),
                in.signed(),
                read(in, ByteReader::text),
                read(in, ByteReader::text),
                signals(in),
                ScoreTrail.read(in),
                announced(in),
                in.isAtEnd() ? null : risk(in));
    }

    private static void write(ByteWriter out, Risk risk) {
        write(out, risk.by());
        number(out, risk.coverage());
        out.unsigned(risk.isEnough() ? 1 : 0);
        writeAll(out, risk.parts(), VerdictCodec::write);
    }

    private static Risk risk(ByteReader in) {
        if (in.unsigned() != RISK) {
            throw new UnreadableStateException("neither the end nor a risk");
        }
        return new Risk(ref(in), number(in), in.count(1) == 1, readAll(in, VerdictCodec::riskPart));
    }

    private static void write(ByteWriter out, RiskPart part) {
        out.text(part.id());
        out.text(part.name());
        number(out, part.points());
        write(out, part.value(), VerdictCodec::unbounded);
        number(out, part.gives());
        write(out, part.missing(), ByteWriter::text);
        out.signed(part.asOf());
    }

    private static RiskPart riskPart(ByteReader in) {
        return new RiskPart(
                in.text(),
                in.text(),
                number(in),
                read(in, VerdictCodec::unbounded),
                number(in),
                read(in, ByteReader::text),
                (int) in.signed());
    }

    private static void write(ByteWriter out, PolicyRef ref) {
        out.text(ref.id());
        out.text(ref.version());
    }

    private static PolicyRef ref(ByteReader in) {
        return new PolicyRef(in.text(), in.text());
    }

    private static void write(ByteWriter out, Score score, boolean hasPeers) {
        write(out, score.status());
        write(out, score.exact(), VerdictCodec::number);
        write(out, score.shown(), VerdictCodec::shown);
        number(out, score.coverage());
        writeAll(out, score.measures(), (to, measure) -> write(to, measure, hasPeers));
        writeAll(out, score.adjustments(), VerdictCodec::write);
    }

    private static Score score(ByteReader in) {
        return new Score(
                status(in),
                read(in, VerdictCodec::number),
                read(in, VerdictCodec::shown),
                number(in),
                readAll(in, VerdictCodec::measure),
                isFirst(in) ? List.of() : readAll(in, VerdictCodec::adjustment));
    }

    private static boolean isFirst(ByteReader in) {
        return in.version() == FIRST_VERSION;
    }

    private static void write(ByteWriter out, Adjustment adjustment) {
        switch (adjustment) {
            case Adjustment.Limited limited -> {
                out.unsigned(LIMITED);
                out.text(limited.limit());
                out.text(limited.side().wireName());
                number(out, limited.score());
            }
            case Adjustment.Overridden(ScoreOverride override, BigDecimal _) -> {
                out.unsigned(OVERRIDDEN);
                out.text(override.as().wireName());
                number(out, override.score());
                out.text(override.reason());
                out.text(override.author());
                out.signed(override.setOn());
                out.signed(override.lastDay());
                out.text(override.eventId());
                out.text(override.source());
            }
        }
        number(out, adjustment.points());
    }

    private static Adjustment adjustment(ByteReader in) {
        return in.count(OVERRIDDEN) == LIMITED
                ? new Adjustment.Limited(
                        in.text(), named(Limit.Side.class, in.text()), number(in), number(in))
                : new Adjustment.Overridden(
                        new ScoreOverride(
                                named(ScoreOverride.As.class, in.text()),
                                number(in),
                                in.text(),
                                in.text(),
                                (int) in.signed(),
                                (int) in.signed(),
                                in.text(),
                                in.text()),
                        number(in));
    }

    private static void write(ByteWriter out, MeasureScore measure, boolean hasPeers) {
        out.text(measure.dimension());
        out.text(measure.measure());
        number(out, measure.weight());
        write(out, measure.value(), VerdictCodec::unbounded);
        write(out, measure.score(), VerdictCodec::number);
        number(out, measure.effectiveWeight());
        number(out, measure.contribution());
        write(out, measure.missing(), ByteWriter::text);
        out.signed(measure.asOf());
        out.unsigned(measure.carried() ? 1 : 0);
        out.unsigned(measure.staleDays());
        if (hasPeers) {
            write(out, measure.peers(), VerdictCodec::write);
        }
    }

    private static MeasureScore measure(ByteReader in) {
        return new MeasureScore(
                in.text(),
                in.text(),
                number(in),
                read(in, VerdictCodec::unbounded),
                read(in, VerdictCodec::number),
                number(in),
                number(in),
                read(in, ByteReader::text),
                (int) in.signed(),
                !isFirst(in) && in.count(1) == 1,
                isFirst(in) ? 0 : in.count(Integer.MAX_VALUE),
                in.version() < PEERS_VERSION ? null : read(in, VerdictCodec::peers));
    }

    private static void write(ByteWriter out, PeerStanding peers) {
        out.text(peers.version());
        out.text(peers.metric());
        unbounded(out, peers.number());
        number(out, peers.below());
        out.unsigned(peers.accounts());
    }

    private static PeerStanding peers(ByteReader in) {
        return new PeerStanding(
                in.text(), in.text(), unbounded(in), number(in), in.count(Integer.MAX_VALUE));
    }

    private static void write(ByteWriter out, Raised raised) {
        write(out, raised.signal());
        out.text(raised.category().wireName());
        out.signed(raised.since());
        out.unsigned(raised.sequence());
        out.text(raised.summary());
        out.unsigned(raised.evidence().size());
        raised.evidence()
                .forEach((name, number) -> {
                    out.text(name);
                    unbounded(out, number);
                });
    }

    private static Map<String, Raised> signals(ByteReader in) {
        var signals = new TreeMap<String, Raised>();
        readAll(in, VerdictCodec::raised).forEach(it -> signals.put(it.signal().id(), it));
        return signals;
    }

    private static Raised raised(ByteReader in) {
        return new Raised(
                ref(in),
                named(SignalCategory.class, in.text()),
                in.signed(),
                in.unsigned(),
                in.text(),
                evidence(in));
    }

    private static Map<String, BigDecimal> evidence(ByteReader in) {
        var evidence = new TreeMap<String, BigDecimal>();
        for (int left = in.count(LIST_MAX); left > 0; left--) {
            evidence.put(in.text(), unbounded(in));
        }
        return evidence;
    }

    private static void write(ByteWriter out, Announced announced) {
        write(out, announced.exact(), VerdictCodec::number);
        write(out, announced.shown(), VerdictCodec::shown);
        writeAll(out, announced.since(), VerdictCodec::write);
    }

    private static Announced announced(ByteReader in) {
        return new Announced(
                read(in, VerdictCodec::number),
                read(in, VerdictCodec::shown),
                readAll(in, VerdictCodec::part));
    }

    private static void write(ByteWriter out, ChangePart part) {
        out.text(part.kind().wireName());
        write(out, part.dimension(), ByteWriter::text);
        write(out, part.measure(), ByteWriter::text);
        write(out, part.limit(), ByteWriter::text);
        number(out, part.points());
    }

    private static ChangePart part(ByteReader in) {
        return new ChangePart(
                named(CauseKind.class, in.text()),
                read(in, ByteReader::text),
                read(in, ByteReader::text),
                isFirst(in) ? null : read(in, ByteReader::text),
                number(in));
    }

    private static void write(ByteWriter out, Status status) {
        out.text(status.wireName());
    }

    private static Status status(ByteReader in) {
        return named(Status.class, in.text());
    }

    /** By name rather than by place, so that a release may add constants anywhere. */
    private static <E extends Enum<E> & WireName> E named(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(name)) {
                return constant;
            }
        }
        throw new UnreadableStateException("'%s' is no %s".formatted(name, type.getSimpleName()));
    }

    private static void shown(ByteWriter out, Integer shown) {
        out.unsigned(shown);
    }

    private static Integer shown(ByteReader in) {
        return in.count(Integer.MAX_VALUE);
    }

    private static void number(ByteWriter out, BigDecimal number) {
        out.signed(number.movePointRight(SCALE).longValueExact());
    }

    private static BigDecimal number(ByteReader in) {
        return BigDecimal.valueOf(in.signed(), SCALE);
    }

    /** Points and shares are small; what is measured is as large as a sum of values may be. */
    private static void unbounded(ByteWriter out, BigDecimal number) {
        BigInteger millionths = number.movePointRight(SCALE).toBigIntegerExact();
        boolean fits = millionths.bitLength() < Long.SIZE;
        out.unsigned(fits ? 0 : 1);
        if (fits) {
            out.signed(millionths.longValue());
        } else {
            out.text(millionths.toString());
        }
    }

    private static BigDecimal unbounded(ByteReader in) {
        return in.count(1) == 0 ? number(in) : new BigDecimal(new BigInteger(in.text()), SCALE);
    }

    private static <T> void write(
            ByteWriter out, @Nullable T value, BiConsumer<ByteWriter, T> writer) {
        out.unsigned(value == null ? 0 : 1);
        Optional.ofNullable(value).ifPresent(it -> writer.accept(out, it));
    }

    private static <T> @Nullable T read(ByteReader in, Function<ByteReader, T> reader) {
        return in.count(1) == 0 ? null : reader.apply(in);
    }

    private static <T> void writeAll(
            ByteWriter out, Iterable<T> values, BiConsumer<ByteWriter, T> writer) {
        var all = new ArrayList<T>();
        values.forEach(all::add);
        out.unsigned(all.size());
        all.forEach(it -> writer.accept(out, it));
    }

    private static <T> List<T> readAll(ByteReader in, Function<ByteReader, T> reader) {
        var all = new ArrayList<T>();
        for (int left = in.count(LIST_MAX); left > 0; left--) {
            all.add(reader.apply(in));
        }
        return all;
    }
}
