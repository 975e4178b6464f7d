package io.keepwell.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there must be of RavenStack's files, counted here by hand: it shares nothing with the
 * mapping but the knowledge of the files, in which no cell holds a comma, a quote or a line end.
 */
final class RavenstackCount {

    /** Events of this many days ago and more are too late. */
    private static final int HORIZON = 400;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy");

    private final Path data;
    private final LocalDate first;
    private final long shift;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private long events;

    private RavenstackCount(Path data, long shift, LocalDate today) {
        this.data = data;
        this.shift = shift;
        this.first = today.minusDays(HORIZON - 1);
    }

    /** What there must be of an account. */
    static final class Account {
        private final String id;
        private final String name;
        private final long seats;
        private long arr;
        private long folded;
        private long tooLate;

        Account(String id, String name, long seats) {
            this.id = id;
            this.name = name;
            this.seats = seats;
        }

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        long seats() {
            return seats;
        }

        long arr() {
            return arr;
        }

        long folded() {
            return folded;
        }

        long tooLate() {
            return tooLate;
        }
    }

    static RavenstackCount of(Path data, long shift, LocalDate today) throws IOException {
        var count = new RavenstackCount(data, shift, today);
        count.accountsFile();
        Map<String, String> owners = count.subscriptions();
        count.usage(owners);
        count.tickets();
        count.churn();
        return count;
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    long events() {
        return events;
    }

    long tooLate() {
        return accounts.values().stream().mapToLong(Account::tooLate).sum();
    }

    private void accountsFile() throws IOException {
        for (String[] row : rows("accounts.csv")) {
            var account = new Account(row[0], row[1], Long.parseLong(row[7]));
            accounts.put(account.id(), account);
            timeless(account.id());
        }
    }

    private Map<String, String> subscriptions() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (String[] row : rows("subscriptions.csv")) {
            owners.put(row[0], row[1]);
            boolean isTrial = row[8].equals("TRUE");
            if (isTrial) {
                event(row[1], row[2]);
            } else {
                // It tells what is paid, which does not expire.
                timeless(row[1]);
            }
            if (row[9].equals("TRUE") || row[10].equals("TRUE")) {
                // It tells the plan.
                timeless(row[1]);
            }
            if (row[3].isEmpty()) {
                account(row[1]).arr += Long.parseLong(row[7]);
            } else {
                event(row[1], row[3]);
            }
        }
        return owners;
    }

    private void usage(Map<String, String> owners) throws IOException {
        for (String[] row : rows("feature_usage.csv")) {
            String owner = owners.getOrDefault(row[1], "");
            event(owner, row[2]);
            event(owner, row[2]);
            if (!row[6].equals("0")) {
                event(owner, row[2]);
            }
        }
    }

    private void tickets() throws IOException {
        for (String[] row : rows("support_tickets.csv")) {
            event(row[1], row[2]);
            event(row[1], row[2]);
            event(row[1], row[3]);
            if (!row[7].isEmpty()) {
                event(row[1], row[3]);
            }
            if (row[8].equals("TRUE")) {
                event(row[1], row[2]);
            }
        }
    }

    private void churn() throws IOException {
        for (String[] row : rows("churn_events.csv")) {
            // That an account left is part of its contract, which does not expire.
            timeless(row[1]);
            if (row[8].equals("switched to competitor") || row[8].equals("missing features")) {
                event(row[1], row[2]);
            }
        }
    }

    private void timeless(String account) {
        events++;
        account(account).folded++;
    }

    private void event(String account, String date) {
        events++;
        LocalDate day = LocalDate.parse(date.substring(0, 10), DAY).plusDays(shift);
        if (day.isBefore(first)) {
            account(account).tooLate++;
        } else {
            account(account).folded++;
        }
    }

    private Account account(String id) {
        Account account = accounts.get(id);
        if (account == null) {
            throw new IllegalStateException("no such account: " + id);
        }
        return account;
    }

    private List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(data.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
