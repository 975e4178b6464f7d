package io.keepwell.standalone.demo.portfolio;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Reconstruction;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reading.PolicyReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the shipped policies make of a portfolio, as scoring tells it when a backfill is closed. */
final class Judgements {

    private static final Path SHIPPED = Path.of("..", "policies", "default");
    private static final SourceName PRODUCT = new SourceName("product");
    private static final Place PLACE = new Place(0, 1);

    private final Map<Customer, Verdict> verdicts = new HashMap<>();

    private final PolicySet policies;

    private Judgements(PolicySet policies) {
        this.policies = policies;
    }

    static Judgements of(Portfolio portfolio, List<Customer> customers, Judge judge) {
        var all = new Judgements(judge.policies());
        Reporting reporting = Reporting.NONE;
        Map<Customer, List<CustomerEventV1>> told = new HashMap<>();
        for (Customer customer : customers) {
            List<CustomerEventV1> its =
                    portfolio.history(customer).map(Judgements::received).toList();
            told.put(customer, its);
            for (CustomerEventV1 event : its) {
                reporting = reporting.with(event.type().value(), Days.of(event.occurredAt()));
            }
        }
        Instant now = portfolio.present().atTime(9, 0).toInstant(ZoneOffset.UTC);
        for (Customer customer : customers) {
            List<CustomerEventV1> its = told.getOrDefault(customer, List.of());
            all.verdicts.put(customer, verdict(customer, its, judge, reporting, now));
        }
        return all;
    }

    static Judge shipped() {
        if (PolicyFiles.read(SHIPPED) instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                && PolicyReader.read(bundle, EventCatalogue.standard())
                        instanceof PolicyResult.Accepted<PolicySet>(var policies)) {
            return new Judge(policies, EventCatalogue.standard());
        }
        throw new IllegalStateException("the shipped policies are not in order");
    }

    Verdict verdict(Customer customer) {
        Verdict verdict = verdicts.get(customer);
        if (verdict == null) {
            throw new IllegalArgumentException("not of this portfolio: " + customer);
        }
        return verdict;
    }

    /** What the rules and plays do about the verdict: those whose condition holds. */
    Expectation outcome(Customer customer) {
        Verdict verdict = verdict(customer);
        return new Expectation(
                verdict.status(),
                Expectation.declared(holding(policies.alertRules(), AlertRule::when, verdict)),
                holding(policies.plays(), PlaySpec::trigger, verdict));
    }

    private static <T> Set<String> holding(
            List<Applied<T>> documents, Function<T, Condition> condition, Verdict verdict) {
        return documents.stream()
                .filter(it ->
                        condition
                                .apply(it.value())
                                .holds(verdict.status(), verdict.signals().keySet()))
                .map(it -> it.ref().id())
                .collect(Collectors.toSet());
    }

    private static Verdict verdict(
            Customer customer,
            List<CustomerEventV1> events,
            Judge judge,
            Reporting reporting,
            Instant now) {
        var past =
                Reconstruction.of(
                        events, EventCatalogue.standard(), judge, reporting, Days.of(now), PLACE);
        var account =
                new AccountCase(
                        new AccountId(customer.id()),
                        AccountFacts.of(EventCatalogue.standard()),
                        null);
        for (CustomerEventV1 event : events) {
            load(account, () -> account.facts().missing(event));
            account.fold(event, now);
        }
        load(
                account,
                () -> account.adopt(past.verdict().orElse(null), judge, reporting, now, PLACE));
        return account.verdict().orElseThrow();
    }

    private static void load(AccountCase account, Supplier<? extends Collection<ChunkKey>> work) {
        for (var missing = work.get(); !missing.isEmpty(); missing = work.get()) {
            account.facts().load(missing, Map.of());
        }
    }

    private static CustomerEventV1 received(SubmittedEventV1 event) {
        return new CustomerEventV1(
                event.id(),
                PRODUCT,
                event.accountId(),
                event.type(),
                event.occurredAt(),
                event.occurredAt(),
                event.actorId(),
                event.value(),
                event.attributes() == null ? Attributes.NONE : event.attributes(),
                null);
    }
}
