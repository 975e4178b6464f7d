package io.keepwell.benchmarks.engine;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the heart does for an event, piece by piece. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {

    private static final int TODAY = 20_754;

    private static final int SILENT_DAYS = 300;
    private static final int LOOKS_AHEAD_DAYS = 48;

    private Verdict verdict = none();
    private Verdict silent = none();
    private byte[] encoded = {};
    private final Map<ChunkKey, byte[]> rows = new HashMap<>();
    private int days;

    /** Keeps what later rounds begin with. */
    @Setup(Level.Trial)
    public void keep(Account account) {
        verdict = account.verdict();
        silent = account.judgeSilent(SILENT_DAYS);
        encoded = VerdictCodec.encode(verdict);
        rows.putAll(account.facts().drain().written());
    }

    /** An event is folded into the facts. */
    @Benchmark
    public Folding foldEvent(Account account) {
        CustomerEventV1 event = account.next();
        List<ChunkKey> missing = account.facts().missing(event);
        if (!missing.isEmpty()) {
            account.load(missing);
        }
        return account.facts().fold(event, TODAY);
    }

    /** An event is folded, and the account judged on what it has touched. */
    @Benchmark
    public Verdict foldAndJudge(Account account) {
        CustomerEventV1 event = account.next();
        account.facts().fold(event, TODAY);
        verdict = account.judge(event, verdict);
        return verdict;
    }

    /** A day begins: every measure and every signal anew. */
    @Benchmark
    public Verdict judgeNewDay(Account account) {
        days = days % 20 + 1;
        return account.judgeAnotherDay(days);
    }

    /** Of an account that had no event for most of a year: how long midnights may pass over it. */
    @Benchmark
    public int lookAheadOfSilent(Account account) {
        return account.lookAhead(silent, LOOKS_AHEAD_DAYS);
    }

    /** Of an account that had events today. */
    @Benchmark
    public int lookAheadOfActive(Account account) {
        return account.lookAhead(account.verdict(), LOOKS_AHEAD_DAYS);
    }

    /** A verdict becomes bytes. */
    @Benchmark
    public byte[] encodeVerdict() {
        return VerdictCodec.encode(verdict);
    }

    /** Bytes become a verdict. */
    @Benchmark
    public Verdict decodeVerdict() {
        return VerdictCodec.decode(encoded);
    }

    /** An event is folded, and the rows that it has changed become bytes. */
    @Benchmark
    public Map<ChunkKey, byte[]> foldAndEncodeRows(Account account) {
        account.facts().fold(account.next(), TODAY);
        return account.facts().drain().written();
    }

    /** All rows of an account are read back. */
    @Benchmark
    public AccountFacts decodeRows() {
        var facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(rows);
        return facts;
    }

    @SuppressWarnings("NullAway") // replaced before the first round
    private static Verdict none() {
        return null;
    }
}
