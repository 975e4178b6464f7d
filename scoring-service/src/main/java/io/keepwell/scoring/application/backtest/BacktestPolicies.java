package io.keepwell.scoring.application.backtest;

import io.keepwell.engine.backtest.Backtest;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.ChurnRule;
import io.keepwell.engine.backtest.Course;
import io.keepwell.engine.backtest.Known;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicySet;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.backtest.KeptAccounts.Kept;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets policies judge the past that is kept as it was known then, and holds what they said against
 * what came. Accounts are read from the log some at a time, so that little of it is in memory.
 */
public final class BacktestPolicies {

    /** The most events that are in memory at a time; about 24 MB. */
    static final int EVENTS_AT_A_TIME = 40_000;

    /** The most events of an account; who has more is left out. */
    static final int EVENTS_OF_ACCOUNT = 20_000;

    /** The most events of all accounts of a request. */
    static final int EVENTS_MAX = 200_000;

    /**
     * The most days that are judged: of each account, by each of the policies; some ten seconds.
     */
    static final int DAYS_MAX = 100_000;

    private static final String ASKED = "asked";
    private static final String IN_FORCE = "in force";

    private final KeptAccounts kept;
    private final EventArchive archive;
    private final EventCatalogue catalogue;
    private final InstantSource clock;

    /** It takes a core while it runs. */
    private final Semaphore alone = new Semaphore(1);

    /**
     * Over what is kept.
     *
     * @param kept accounts, and where their events lie
     * @param archive the log
     * @param catalogue what is known of event types
     * @param clock the present
     */
    public BacktestPolicies(
            KeptAccounts kept,
            EventArchive archive,
            EventCatalogue catalogue,
            InstantSource clock) {
        this.kept = kept;
        this.archive = archive;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * What somebody asks.
     *
     * @param candidate the policies
     * @param filter the accounts that are asked about
     * @param drawn how many of them are looked at, at most
     * @param from the first UTC day to count, or null for the first of which anything is kept
     * @param to the last UTC day of which everything is known, or null for yesterday
     * @param historyDays see {@link BacktestSettings}
     * @param horizons see {@link BacktestSettings}
     * @param churn what it is to lose a customer
     * @param seed what chance hangs on
     */
    public record Question(
            PolicySet candidate,
            PortfolioFilter filter,
            int drawn,
            @Nullable Integer from,
            @Nullable Integer to,
            int historyDays,
            List<Integer> horizons,
            ChurnRule churn,
            long seed) {

        /** Copies the list. */
        public Question {
            horizons = List.copyOf(horizons);
        }
    }

    /** What comes of asking. */
    public sealed interface Answer {

        /**
         * It can be told.
         *
         * @param backtest what came of it
         */
        record Told(KeptBacktest backtest) implements Answer {}

        /** Another one is under way. */
        record Busy() implements Answer {}

        /** No such account has any event of that time. */
        record Nothing() implements Answer {}

        /**
         * They have too many events, or days, to be looked at within a request.
         *
         * @param what of what there are too many
         * @param found how many there are
         * @param most how many there may be
         */
        record TooMany(String what, long found, long most) implements Answer {}
    }

    /** Accounts of one partition whose events are in memory together. */
    private record Group(int partition, List<AccountId> accounts) {}

    /**
     * Says what policies would have said.
     *
     * @param question of which
     * @return what they would have said
     * @throws EventArchive.UnavailableException when the log does not answer
     * @throws IllegalArgumentException when a horizon is no day
     */
    public Answer backtest(Question question) {
        if (!alone.tryAcquire()) {
            return new Answer.Busy();
        }
        try {
            return kept.look(view -> backtest(view, question));
        } finally {
            alone.release();
        }
    }

    private Answer backtest(KeptAccounts.View view, Question question) {
        List<Kept> drawn = view.drawn(question.filter(), question.drawn());
        Map<Integer, Map<AccountId, Long>> sizes = sizes(view, drawn);
        long events =
                sizes.values().stream()
                        .flatMap(its -> its.values().stream())
                        .mapToLong(it -> it)
                        .sum();
        if (events == 0) {
            return new Answer.Nothing();
        }
        if (events > EVENTS_MAX) {
            return new Answer.TooMany("events", events, EVENTS_MAX);
        }
        Reporting reporting = view.reporting();
        int to = question.to() == null ? Days.of(clock.instant()) - 1 : question.to();
        int first =
                reporting.kinds().values().stream()
                        .mapToInt(Reporting.Span::firstDay)
                        .min()
                        .orElse(to);
        int from = question.from() == null ? first : question.from();
        if (from > to) {
            return new Answer.Nothing();
        }
        List<Policies> all = policies(question, view.policies().orElse(null));
        long readable = sizes.values().stream().mapToLong(Map::size).sum();
        long days = readable * (to - Math.min(first, from) + 1) * all.size();
        if (days > DAYS_MAX) {
            return new Answer.TooMany("days to be judged", days, DAYS_MAX);
        }
        var reading = new Reading(view, groups(sizes));
        var backtest =
                new Backtest(
                        settings(question, from, to), ReportingTimeline.of(reporting), catalogue);
        PeerBook peers = view.peers();
        List<Judge> judges =
                all.stream().map(it -> Judge.silent(it.set(), catalogue).knowing(peers)).toList();
        var courses = new ArrayList<Course>();
        reading.each((id, its) -> courses.add(backtest.course(id, its, judges)));
        return new Answer.Told(
                new KeptBacktest(
                        all.stream().map(Policies::told).toList(),
                        view.count(question.filter()),
                        drawn.size(),
                        drawn.size() - courses.size(),
                        reading.read,
                        backtest.report(courses, all.stream().map(Policies::name).toList())));
    }

    /** Policies by the name that the report calls them. */
    private record Policies(String name, PolicySet set) {

        KeptBacktest.Policies told() {
            return new KeptBacktest.Policies(name, set.version());
        }
    }

    private static List<Policies> policies(Question question, @Nullable PolicySet present) {
        var asked = new Policies(ASKED, question.candidate());
        return present == null || present.version().equals(question.candidate().version())
                ? List.of(asked)
                : List.of(asked, new Policies(IN_FORCE, present));
    }

    private static BacktestSettings settings(Question question, int from, int to) {
        return new BacktestSettings(
                from,
                to,
                question.historyDays(),
                question.horizons(),
                question.churn(),
                question.seed());
    }

    private static Map<Integer, Map<AccountId, Long>> sizes(
            KeptAccounts.View view, Collection<Kept> drawn) {
        var byPartition = new TreeMap<Integer, List<AccountId>>();
        for (Kept one : drawn) {
            byPartition.computeIfAbsent(one.partition(), _ -> new ArrayList<>()).add(one.id());
        }
        var sizes = new TreeMap<Integer, Map<AccountId, Long>>();
        byPartition.forEach((partition, ids) -> {
            Map<AccountId, Long> counts = view.counts(partition, ids);
            var its = new LinkedHashMap<AccountId, Long>();
            for (AccountId id : ids) {
                long count = counts.getOrDefault(id, 0L);
                if (count > 0 && count <= EVENTS_OF_ACCOUNT) {
                    its.put(id, count);
                }
            }
            sizes.put(partition, its);
        });
        return sizes;
    }

    private static List<Group> groups(Map<Integer, Map<AccountId, Long>> sizes) {
        var groups = new ArrayList<Group>();
        sizes.forEach((partition, counts) -> {
            var together = new ArrayList<AccountId>();
            long events = 0;
            for (Map.Entry<AccountId, Long> it : counts.entrySet()) {
                if (!together.isEmpty() && events + it.getValue() > EVENTS_AT_A_TIME) {
                    groups.add(new Group(partition, List.copyOf(together)));
                    together.clear();
                    events = 0;
                }
                together.add(it.getKey());
                events += it.getValue();
            }
            if (!together.isEmpty()) {
                groups.add(new Group(partition, List.copyOf(together)));
            }
        });
        return groups;
    }

    /** The past, read some accounts at a time. */
    private final class Reading {

        private final KeptAccounts.View view;
        private final List<Group> groups;
        private long read;

        Reading(KeptAccounts.View view, List<Group> groups) {
            this.view = view;
            this.groups = groups;
        }

        /** Tells each account of which the log holds all events. */
        void each(BiConsumer<AccountId, Collection<CustomerEventV1>> told) {
            for (Group group : groups) {
                Map<AccountId, List<Long>> offsets =
                        view.offsets(group.partition(), group.accounts());
                Map<AccountId, List<CustomerEventV1>> events = read(group.partition(), offsets);
                for (AccountId id : group.accounts()) {
                    List<CustomerEventV1> its = events.getOrDefault(id, List.of());
                    if (!its.isEmpty()
                            && its.size() == offsets.getOrDefault(id, List.of()).size()) {
                        read += its.size();
                        told.accept(id, its);
                    }
                }
            }
        }

        private Map<AccountId, List<CustomerEventV1>> read(
                int partition, Map<AccountId, List<Long>> offsets) {
            var events = new HashMap<AccountId, List<CustomerEventV1>>();
            archive.read(
                    partition,
                    offsets.values().stream().flatMap(List::stream).toList(),
                    it ->
                            events.computeIfAbsent(it.event().accountId(), _ -> new ArrayList<>())
                                    .add(Known.RECEIVED.of(it.event())));
            return events;
        }
    }
}
