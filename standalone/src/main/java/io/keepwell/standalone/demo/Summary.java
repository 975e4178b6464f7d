package io.keepwell.standalone.demo;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.Status;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.ScoringReads.Account;
import io.keepwell.standalone.client.ScoringReads.Stats;
import io.keepwell.standalone.demo.AlertingReads.OpenAlert;
import io.keepwell.standalone.demo.PlaybookReads.OpenTask;
import io.keepwell.standalone.demo.portfolio.Portfolio;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration shows in the end; as JSON it is the answer to {@code --json}.
 *
 * @param met whether all events were counted and the archetypes are what was expected of them
 * @param seed what the portfolio's chance hangs on
 * @param present the day after the last day of the portfolio's history
 * @param today the day on which this was asked
 * @param events what became of the events
 * @param accounts how many there are, by status
 * @param arr their revenue in all
 * @param archetypes what became of each
 * @param endangered the ten in red with the greatest revenue
 * @param alerts the open ones
 * @param tasks the open ones
 * @param urls where to look
 */
record Summary(
        boolean met,
        long seed,
        LocalDate present,
        LocalDate today,
        Events events,
        List<OfStatus> accounts,
        BigDecimal arr,
        List<OfArchetype> archetypes,
        List<Endangered> endangered,
        Alerts alerts,
        Tasks tasks,
        Endpoints urls) {

    private static final int ENDANGERED_MAX = 10;
    private static final int ALERTS_MAX = 4;
    private static final int TASKS_MAX = 4;

    /**
     * Events, as ingest and scoring counted them.
     *
     * @param accepted by ingest
     * @param rejected by ingest
     * @param counted what scoring made of them
     */
    record Events(long accepted, long rejected, Stats counted) {

        /** Whether each was accepted and folded. */
        boolean isComplete() {
            return rejected == 0
                    && counted.tooLate() == 0
                    && counted.quarantined() == 0
                    && counted.accepted() >= accepted
                    && counted.folded() + counted.duplicate() == counted.accepted();
        }
    }

    /**
     * What was told.
     *
     * @param sent what ingest made of it
     * @param isCounted whether scoring has counted all of it, as far as one waited
     */
    record Told(IngestClient.Receipt sent, boolean isCounted) {}

    /** How many accounts a status has, and their revenue. */
    record OfStatus(Status status, long accounts, BigDecimal arr) {}

    /** What was expected of an archetype, and how many came to it. */
    record OfArchetype(
            String archetype,
            Status status,
            List<String> alerts,
            List<String> plays,
            long accounts,
            long asExpected,
            boolean enough) {

        static OfArchetype of(Findings.Reached reached) {
            var expected = reached.archetype().expectation();
            return new OfArchetype(
                    reached.archetype().title(),
                    expected.status(),
                    expected.alerts().stream().sorted().toList(),
                    expected.plays().stream().sorted().toList(),
                    reached.accounts(),
                    reached.asExpected(),
                    reached.isEnough());
        }
    }

    /** An account in red. */
    record Endangered(
            String id,
            String name,
            BigDecimal arr,
            @Nullable Integer score,
            @Nullable String csm,
            @Nullable String reason) {

        static Endangered of(Account account) {
            return new Endangered(
                    account.id(),
                    account.called(),
                    account.revenue(),
                    account.shown(),
                    account.csm(),
                    account.mainDriver());
        }
    }

    /** Open alerts: how many of each severity, and those to answer first. */
    record Alerts(Map<String, Long> bySeverity, List<Urgent> first) {

        /** One of them. */
        record Urgent(
                String accountId,
                String name,
                String severity,
                String rule,
                @Nullable String owner,
                Instant respondBy,
                String summary) {}

        static Alerts of(List<OpenAlert> open) {
            var counts = new TreeMap<String, Long>();
            Arrays.stream(Severity.values()).forEach(it -> counts.put(it.wireName(), 0L));
            open.forEach(it -> counts.merge(it.severity().wireName(), 1L, Long::sum));
            return new Alerts(
                    counts,
                    open.stream()
                            .sorted(
                                    Comparator.comparing(OpenAlert::severity)
                                            .thenComparing(it -> revenue(it.account().arr()))
                                            .thenComparing(OpenAlert::accountId))
                            .limit(ALERTS_MAX)
                            .map(it ->
                                    new Urgent(
                                            it.accountId(),
                                            called(it.account().name(), it.accountId()),
                                            it.severity().wireName(),
                                            it.rule().id(),
                                            it.owner(),
                                            it.respondBy(),
                                            it.summary()))
                            .toList());
        }
    }

    /** Open tasks: how many, and those that are due first. */
    record Tasks(long open, List<Due> first) {

        /** One of them. */
        record Due(
                String accountId,
                String name,
                String title,
                @Nullable String owner,
                LocalDate dueOn) {}

        static Tasks of(List<OpenTask> open) {
            return new Tasks(
                    open.size(),
                    open.stream()
                            .sorted(
                                    Comparator.comparing(OpenTask::dueOn)
                                            .thenComparing(it -> revenue(it.account().arr()))
                                            .thenComparing(OpenTask::accountId)
                                            .thenComparing(OpenTask::title))
                            .limit(TASKS_MAX)
                            .map(it ->
                                    new Due(
                                            it.accountId(),
                                            called(it.account().name(), it.accountId()),
                                            it.title(),
                                            it.owner(),
                                            it.dueOn()))
                            .toList());
        }
    }

    /** Puts together what was found. */
    static Summary of(
            DemoState state,
            Portfolio portfolio,
            Told told,
            Findings found,
            LocalDate today,
            Endpoints urls) {
        var events = new Events(told.sent().accepted(), told.sent().rejected(), found.counts());
        List<Findings.Reached> reached = found.reached(portfolio);
        // A portfolio of other days has moved on: what was expected of it was expected then.
        boolean isOld = today.isAfter(state.present().plusDays(1));
        return new Summary(
                told.isCounted()
                        && events.isComplete()
                        && (isOld || reached.stream().allMatch(Findings.Reached::isEnough)),
                state.seed(),
                state.present(),
                today,
                events,
                Arrays.stream(Status.values()).map(it -> status(it, found.accounts())).toList(),
                arr(found.accounts()),
                reached.stream().map(OfArchetype::of).toList(),
                found.endangered().stream().limit(ENDANGERED_MAX).map(Endangered::of).toList(),
                Alerts.of(found.alerts()),
                Tasks.of(found.tasks()),
                urls);
    }

    private static OfStatus status(Status status, List<Account> accounts) {
        List<Account> its = accounts.stream().filter(it -> it.status() == status).toList();
        return new OfStatus(status, its.size(), arr(its));
    }

    private static BigDecimal arr(List<Account> accounts) {
        return accounts.stream()
                .map(Account::revenue)
                .collect(Collectors.reducing(BigDecimal.ZERO, BigDecimal::add));
    }

    /** The greatest first. */
    private static BigDecimal revenue(@Nullable BigDecimal arr) {
        return arr == null ? BigDecimal.ZERO : arr.negate();
    }

    private static String called(@Nullable String name, String id) {
        return name == null ? id : name;
    }
}
