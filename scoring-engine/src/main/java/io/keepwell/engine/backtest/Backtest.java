package io.keepwell.engine.backtest;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.Condition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Lets policies judge the past as it was known then, and holds what they said against what came.
 * First every account is {@linkplain #course lived through}, by as many threads as there are judges
 * for; then all of them are {@linkplain #report reported on}. The same accounts give the same
 * report, in whatever order they come.
 *
 * <p>An account counts from the day on which there is enough history of it until the day before it
 * became known that it is lost, or before it was: neither the cancellation nor anything that
 * follows can help to foretell it. Each day is judged once, at its end (UTC).
 */
public final class Backtest {

    private static final Comparator<CustomerEventV1> AS_KNOWN =
            Comparator.comparing(CustomerEventV1::receivedAt)
                    .thenComparing(CustomerEventV1::occurredAt)
                    .thenComparing(CustomerEventV1::id)
                    .thenComparing(event -> event.source().value());

    private final BacktestSettings settings;
    private final ReportingTimeline timeline;
    private final EventCatalogue catalogue;

    /**
     * Of a company.
     *
     * @param settings what is asked
     * @param timeline which kinds of source had reported when, of the events of all accounts
     * @param catalogue what is known of event types
     */
    public Backtest(
            BacktestSettings settings, ReportingTimeline timeline, EventCatalogue catalogue) {
        this.settings = settings;
        this.timeline = timeline;
        this.catalogue = catalogue;
    }

    /**
     * Lives an account through. Safe for many threads, each with judges of its own.
     *
     * @param account which
     * @param events all events of the account, in any order; {@code receivedAt} is when each became
     *     known
     * @param judges by each of the policies that are compared; {@linkplain Judge#silent silent}
     *     ones will do
     * @return what became of it
     */
    public Course course(
            AccountId account, Collection<CustomerEventV1> events, List<Judge> judges) {
        List<CustomerEventV1> known = known(events);
        if (known.isEmpty()) {
            return Course.none(account, Course.Standing.TOO_SHORT, null);
        }
        Optional<Churn> churn = settings.churn().first(Withdrawal.leftOf(known));
        int last = churn.map(it -> it.end() - 1).orElse(settings.toDay());
        List<CustomerEventV1> before =
                known.stream().filter(event -> Days.of(event.receivedAt()) <= last).toList();
        OptionalInt customer = ChurnRule.customerFrom(Withdrawal.leftOf(before));
        if (customer.isEmpty()) {
            return Course.none(
                    account,
                    before.isEmpty() ? Course.Standing.LOST_TOO_EARLY : Course.Standing.TRIAL,
                    churn.orElse(null));
        }
        int began = Days.of(before.getFirst().receivedAt());
        int first =
                Math.max(
                        Math.max(began + settings.historyDays(), customer.getAsInt()),
                        settings.fromDay());
        if (first > last) {
            return Course.none(
                    account,
                    churn.isPresent() ? Course.Standing.LOST_TOO_EARLY : Course.Standing.TOO_SHORT,
                    churn.orElse(null));
        }
        return lived(account, before, judges, churn.orElse(null), began, first, last);
    }

    private List<CustomerEventV1> known(Collection<CustomerEventV1> events) {
        return events.stream()
                .filter(event -> Days.of(event.receivedAt()) <= settings.toDay())
                .sorted(AS_KNOWN)
                .toList();
    }

    /**
     * The nights whose peers verdicts of the past are to be held against, where policies ask for
     * percentiles.
     *
     * @param policies the policies
     * @param first the UTC day that begins with the first of them
     * @param last the UTC day that begins with the last, the same or later
     * @return nights of which nobody is counted yet
     */
    public PeerNights nights(PolicySet policies, int first, int last) {
        return new PeerNights(policies, timeline, catalogue, first, last);
    }

    /**
     * Counts an account among the peers of nights. Safe for many threads, each with nights of its
     * own; whether it was lost, and whether its days count, does not matter: who was there is
     * counted.
     *
     * @param events all events of the account, in any order
     * @param nights the nights
     */
    public void count(Collection<CustomerEventV1> events, PeerNights nights) {
        nights.add(known(events));
    }

    private Course lived(
            AccountId account,
            List<CustomerEventV1> events,
            List<Judge> judges,
            @Nullable Churn churn,
            int began,
            int first,
            int last) {
        int days = last - first + 1;
        var idle = new int[days];
        var managers = new @Nullable String[days];
        List<Verdicts> verdicts =
                judges.stream()
                        .map(judge -> new Verdicts(riskSignals(judge), riskAlerts(judge), days))
                        .toList();
        var life = new Life(catalogue, judges, began);
        int next = 0;
        for (int day = began; day <= last; day++) {
            for (; next < events.size() && isKnown(events.get(next), day); next++) {
                life.fold(events.get(next), day);
            }
            life.judge(day, reporting(day));
            int index = day - first;
            if (index >= 0) {
                idle[index] = life.idleDays(day);
                managers[index] = life.manager();
                for (int number = 0; number < judges.size(); number++) {
                    verdicts.get(number).put(index, life.verdict(number), life.before(number));
                }
            }
        }
        return new Course(
                account, Course.Standing.OBSERVED, churn, first, idle, managers, verdicts);
    }

    private static List<String> riskSignals(Judge judge) {
        return judge.policies().signals().stream()
                .filter(signal -> signal.value().category() == SignalCategory.RISK)
                .map(signal -> signal.value().id())
                .toList();
    }

    private static List<Condition> riskAlerts(Judge judge) {
        return judge.policies().alertRules().stream()
                .filter(rule -> rule.value().category() == SignalCategory.RISK)
                .map(rule -> rule.value().when())
                .toList();
    }

    private static boolean isKnown(CustomerEventV1 event, int day) {
        return Days.of(event.receivedAt()) <= day;
    }

    private Reporting reporting(int day) {
        return timeline.at(Days.begin(day + 1).minusMillis(1));
    }

    /**
     * Reports.
     *
     * @param courses of all accounts, in any order, with the same policies each
     * @param names of the policies compared, in the order of the judges
     * @return the report
     */
    public BacktestReport report(Collection<Course> courses, List<String> names) {
        return new Reporter(settings, courses, names).report();
    }
}
