package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.Auc;
import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.Accounts;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.engine.backtest.Known;
import io.keepwell.engine.peers.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a backtest spells its figures. */
final class Words {

    static final String NONE = "-";

    private static final int PERCENT = 100;
    private static final int VERSION = 8;

    private Words() {}

    static String percent(@Nullable Double share) {
        return share == null ? NONE : String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }

    static String number(@Nullable Double number, int places) {
        return number == null ? NONE : String.format(Locale.ROOT, "%,." + places + "f", number);
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String days(@Nullable Integer days) {
        return days == null ? NONE : whole(days);
    }

    static String area(Auc auc) {
        return auc.low() == null
                ? number(auc.area(), 2)
                : "%s (%s to %s)"
                        .formatted(
                                number(auc.area(), 2), number(auc.low(), 2), number(auc.high(), 2));
    }

    static String title(Flag flag) {
        return switch (flag) {
            case RED -> "status red";
            case RED_OR_YELLOW -> "status red or yellow";
            case RISK_SIGNAL -> "a risk signal";
            case RED_OR_RISK_SIGNAL -> "status red, or a risk signal";
            case ALERT -> "an open alert";
        };
    }

    static String version(String version) {
        return version.substring(0, Math.min(VERSION, version.length()));
    }

    /** Whom accounts were held against by a number. */
    private static String peers(BacktestDocument.PeersOfNights peers) {
        if (peers.segments().isEmpty()) {
            return "%s has no percentile here: no segment had %d accounts with it in any of %s nights"
                    .formatted(peers.metric(), Quantiles.ACCOUNTS_MIN, whole(peers.nights()));
        }
        return "Peers by %s, as known each night: %s of %s nights with %d accounts or more"
                .formatted(
                        peers.metric(),
                        peers.segments().entrySet().stream()
                                .map(it -> "%s %s".formatted(it.getKey(), whole(it.getValue())))
                                .collect(Collectors.joining(", ")),
                        whole(peers.nights()),
                        Quantiles.ACCOUNTS_MIN);
    }

    /** What was looked at, line by line. */
    static List<String> heading(BacktestDocument document) {
        BacktestReport report = document.report();
        Accounts accounts = report.accounts();
        var lines = new ArrayList<String>();
        for (BacktestDocument.Policies policies : document.policies()) {
            lines.add(
                    "Backtest of %s (version %s)"
                            .formatted(policies.name(), version(policies.version())));
            if (policies.peers() != null) {
                policies.peers().forEach(it -> lines.add(peers(it)));
            }
        }
        lines.add(
                "%s events of %s accounts, %s to %s; known when %s"
                        .formatted(
                                whole(document.events()),
                                whole(accounts.known()),
                                report.from(),
                                report.to(),
                                document.known() == Known.OCCURRED
                                        ? "they occurred"
                                        : "they were received"));
        if (document.repeats() + document.flawedRows() > 0) {
            lines.add(
                    "Not counted: %s events told again, %s rows of which no event could be made"
                            .formatted(whole(document.repeats()), whole(document.flawedRows())));
        }
        lines.add(
                "%s accounts count, on %s account-days: %s were lost, %s were not, as far as known"
                        .formatted(
                                whole(accounts.counted()),
                                whole(accounts.days()),
                                whole(accounts.lost()),
                                whole(accounts.kept())));
        lines.add(
                ("Left out: %s lost before there were %d days of history, %s that only tried, %s"
                                + " too new")
                        .formatted(
                                whole(accounts.lostTooEarly()),
                                report.historyDays(),
                                whole(accounts.trials()),
                                whole(accounts.tooShort())));
        lines.add(
                "Lost is %s%s, %s"
                        .formatted(
                                String.join(" or ", report.churn().types()),
                                report.churn().unless().isEmpty()
                                        ? ""
                                        : " without "
                                                + String.join(" or ", report.churn().unless()),
                                report.churn().counted().equals("end")
                                        ? "as of the contract's end, if it is told"
                                        : "as of the day on which it became known"));
        lines.add(
                "An account counts until the day before its cancellation became known. Each day is"
                        + " judged at its end (UTC).");
        if (accounts.unknownDays() > 0) {
            lines.add(
                    "On %s account-days too little was known for a status; AUCs leave them out."
                            .formatted(whole(accounts.unknownDays())));
        }
        return lines;
    }
}
