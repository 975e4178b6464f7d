package io.keepwell.standalone.demo;

import io.keepwell.model.health.Status;
import io.keepwell.standalone.client.ScoringReads.Account;
import io.keepwell.standalone.client.ScoringReads.Stats;
import io.keepwell.standalone.demo.AlertingReads.OpenAlert;
import io.keepwell.standalone.demo.PlaybookReads.OpenTask;
import io.keepwell.standalone.demo.PlaybookReads.RunningPlay;
import io.keepwell.standalone.demo.portfolio.Archetype;
import io.keepwell.standalone.demo.portfolio.Customer;
import io.keepwell.standalone.demo.portfolio.Expectation;
import io.keepwell.standalone.demo.portfolio.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the services say after the portfolio was told.
 *
 * @param counts what became of the portfolio's events
 * @param accounts all accounts, the greatest revenue first
 * @param alerts the open alerts
 * @param plays the running plays
 * @param tasks the open tasks
 */
record Findings(
        Stats counts,
        List<Account> accounts,
        List<OpenAlert> alerts,
        List<RunningPlay> plays,
        List<OpenTask> tasks) {

    private static final int PERCENT = 100;

    /** Of the accounts of an archetype, so many must come out as declared. */
    static final int PERCENT_MIN = 95;

    /**
     * An archetype, and what became of its accounts.
     *
     * @param archetype which
     * @param accounts how many there are
     * @param asExpected how many are as declared
     */
    record Reached(Archetype archetype, long accounts, long asExpected) {

        boolean isEnough() {
            return PERCENT * asExpected >= PERCENT_MIN * accounts;
        }
    }

    /** Each archetype. */
    List<Reached> reached(Portfolio portfolio) {
        Map<String, Account> byId =
                accounts.stream().collect(Collectors.toMap(Account::id, Function.identity()));
        Map<String, Set<String>> rules =
                sets(alerts, OpenAlert::accountId, alert -> alert.rule().id());
        Map<String, Set<String>> runs =
                sets(plays, RunningPlay::accountId, play -> play.play().id());
        var all = new ArrayList<Reached>();
        for (Archetype archetype : Archetype.values()) {
            List<Customer> its =
                    portfolio.customers().stream()
                            .filter(it -> it.archetype() == archetype)
                            .toList();
            Expectation expected = archetype.expectation();
            long met =
                    its.stream()
                            .filter(it -> hasStatus(byId.get(it.id()), expected.status()))
                            .filter(it ->
                                    Expectation.declared(rules.getOrDefault(it.id(), Set.of()))
                                            .equals(expected.alerts()))
                            .filter(it -> isSet(runs, it, expected.plays()))
                            .count();
            all.add(new Reached(archetype, its.size(), met));
        }
        return all;
    }

    /** The accounts in red, the greatest revenue first. */
    List<Account> endangered() {
        return accounts.stream().filter(it -> it.status() == Status.RED).toList();
    }

    private static boolean hasStatus(@Nullable Account account, Status status) {
        return account != null && account.status() == status;
    }

    private static boolean isSet(
            Map<String, Set<String>> found, Customer customer, Set<String> expected) {
        return found.getOrDefault(customer.id(), Set.of()).equals(expected);
    }

    private static <T> Map<String, Set<String>> sets(
            List<T> all, Function<T, String> account, Function<T, String> name) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                account, Collectors.mapping(name, Collectors.toSet())));
    }
}
