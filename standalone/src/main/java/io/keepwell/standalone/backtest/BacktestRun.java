package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.Backtest;
import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.Course;
import io.keepwell.engine.judge.Judge;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.standalone.client.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Lives all accounts of a history through, on as many threads as it is told to. */
public final class BacktestRun {

    private final History history;
    private final Backtest backtest;
    private final List<Candidate> candidates;
    private final int threads;
    private final Progress progress;

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
        this.history = history;
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
        Queue<AccountId> accounts = new ConcurrentLinkedQueue<>(history.accounts());
        var done = new AtomicLong();
        progress.begin("Accounts lived through", history.size());
        Callable<List<Course>> worker = () -> courses(accounts, done);
        var courses = new ArrayList<Course>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var some :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(_ -> worker).toList())) {
                courses.addAll(some.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a backtest failed", e);
        }
        progress.end(courses.size());
        return courses;
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

    private List<Course> courses(Queue<AccountId> accounts, AtomicLong done) {
        List<Judge> judges =
                candidates.stream()
                        .map(it -> Judge.silent(it.policies(), EventCatalogue.standard()))
                        .toList();
        var courses = new ArrayList<Course>();
        for (AccountId account = accounts.poll(); account != null; account = accounts.poll()) {
            courses.add(backtest.course(account, history.events(account), judges));
            progress.at(done.incrementAndGet());
        }
        return courses;
    }
}
