package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.Backtest;
import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.Course;
import io.keepwell.engine.backtest.PeerNights;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.peers.Peers;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.standalone.client.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lives all accounts of a history through, on as many threads as it is told to. */
public final class BacktestRun {

    /** So many numbers of peers are held at a time: 128 MB of them. */
    private static final long NUMBERS_MAX = 16_000_000;

    private final History history;
    private final BacktestSettings settings;
    private final Backtest backtest;
    private final List<Candidate> candidates;
    private final int threads;
    private final Progress progress;
    private final long numbersMax;
    private final Map<Candidate, List<Peers>> peers = new HashMap<>();

    /**
     * Policies that are to show what they are worth.
     *
     * @param name what people call them
     * @param policies the policies
     */
    public record Candidate(String name, PolicySet policies) {}

    /**
     * Of a history.
     *
     * @param history what happened
     * @param settings what is asked
     * @param candidates the policies, one or more
     * @param threads on how many threads; the report is the same
     * @param progress where it tells how far it is
     */
    public BacktestRun(
            History history,
            BacktestSettings settings,
            List<Candidate> candidates,
            int threads,
            Progress progress) {
        this(history, settings, candidates, threads, progress, NUMBERS_MAX);
    }

    BacktestRun(
            History history,
            BacktestSettings settings,
            List<Candidate> candidates,
            int threads,
            Progress progress,
            long numbersMax) {
        this.history = history;
        this.settings = settings;
        this.numbersMax = numbersMax;
        this.backtest = new Backtest(settings, history.timeline(), EventCatalogue.standard());
        this.candidates = List.copyOf(candidates);
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Lives all accounts through.
     *
     * @return what became of them, in no certain order
     */
    public List<Course> courses() {
        List<PeerBook> books = candidates.stream().map(it -> new PeerBook(peers(it))).toList();
        List<Course> courses =
                onThreads("Accounts lived through", next -> courses(next, books)).stream()
                        .flatMap(List::stream)
                        .toList();
        progress.end(courses.size());
        return courses;
    }

    /**
     * The peers of each night of the past, as they were known then.
     *
     * @param candidate one of the candidates
     * @return those of the earliest night first; none where its policies ask for no percentiles
     */
    public List<Peers> peers(Candidate candidate) {
        List<Peers> counted = peers.get(candidate);
        if (counted == null) {
            counted = counted(candidate.policies());
            peers.put(candidate, counted);
        }
        return counted;
    }

    /** As many nights at a time as memory has room for: few accounts need one pass. */
    private List<Peers> counted(PolicySet policies) {
        int numbers = policies.peerMetrics().size();
        if (numbers == 0 || history.size() == 0) {
            return List.of();
        }
        int last = settings.toDay() - 1;
        int pass = (int) Math.max(1, Math.min(last, numbersMax / numbers / history.size()));
        var counted = new ArrayList<Peers>();
        for (int first = Math.toIntExact(history.first().toEpochDay()) + 1;
                first <= last;
                first += pass) {
            int from = first;
            int to = Math.min(last, first + pass - 1);
            List<PeerNights> nights =
                    onThreads(
                            "Accounts counted among peers",
                            next -> counted(next, backtest.nights(policies, from, to)));
            PeerNights all = nights.getFirst();
            nights.subList(1, nights.size()).forEach(all::include);
            counted.addAll(all.counted());
            progress.end(history.size());
        }
        return counted;
    }

    private PeerNights counted(Supplier<@Nullable AccountId> next, PeerNights nights) {
        for (AccountId account = next.get(); account != null; account = next.get()) {
            backtest.count(history.events(account), nights);
        }
        return nights;
    }

    /** What each thread does with the accounts that it is given, one after the other. */
    private <T> List<T> onThreads(String title, Function<Supplier<@Nullable AccountId>, T> work) {
        Queue<AccountId> accounts = new ConcurrentLinkedQueue<>(history.accounts());
        var taken = new AtomicLong();
        progress.begin(title, history.size());
        Supplier<@Nullable AccountId> next =
                () -> {
                    progress.at(Math.min(taken.getAndIncrement(), history.size()));
                    return accounts.poll();
                };
        Callable<T> worker = () -> work.apply(next);
        var done = new ArrayList<T>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var one :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(_ -> worker).toList())) {
                done.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a backtest failed", e);
        }
        return done;
    }

    /**
     * Reports on accounts.
     *
     * @param courses all of them, or some
     * @return the report
     */
    public BacktestReport report(Collection<Course> courses) {
        return backtest.report(courses, candidates.stream().map(Candidate::name).toList());
    }

    private List<Course> courses(Supplier<@Nullable AccountId> next, List<PeerBook> books) {
        List<Judge> judges =
                IntStream.range(0, candidates.size())
                        .mapToObj(number ->
                                Judge.silent(
                                                candidates.get(number).policies(),
                                                EventCatalogue.standard())
                                        .knowing(books.get(number)))
                        .toList();
        var courses = new ArrayList<Course>();
        for (AccountId account = next.get(); account != null; account = next.get()) {
            courses.add(backtest.course(account, history.events(account), judges));
        }
        return courses;
    }
}
