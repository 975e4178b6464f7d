package io.keepwell.engine.backtest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies would have said of the past, held against what came. Shares are of 0 to 1 with six
 * places; what cannot be told, such as a precision where nothing was flagged, is null. All is
 * counted by account-days, one for each account and each day on which it counts, unless it says
 * otherwise.
 *
 * @param from the first day that could be counted
 * @param to the last day of which everything is known
 * @param historyDays for so many days after its first event an account is judged and not counted
 * @param seed what chance hung on
 * @param churn what it was to lose a customer
 * @param accounts how many there were
 * @param horizons how far ahead warnings are held against what came
 * @param rankers each of the policies, then what they are measured by
 */
public record BacktestReport(
        LocalDate from,
        LocalDate to,
        int historyDays,
        long seed,
        ChurnWords churn,
        Accounts accounts,
        List<Horizon> horizons,
        List<Ranker> rankers) {

    /** Copies the lists. */
    public BacktestReport {
        horizons = List.copyOf(horizons);
        rankers = List.copyOf(rankers);
    }

    /**
     * What it was to lose a customer.
     *
     * @param types the event types that said so
     * @param unless attributes with which they said something else
     * @param counted {@code end}: as of the contract's end; {@code notice}: when it became known
     */
    public record ChurnWords(List<String> types, List<String> unless, String counted) {

        /** Copies the lists. */
        public ChurnWords {
            types = List.copyOf(types);
            unless = List.copyOf(unless);
        }
    }

    /**
     * How many accounts there were.
     *
     * @param known with any event
     * @param counted with a day that counts; all figures are of these
     * @param lost those of the counted that were lost
     * @param kept those of the counted that were not, as far as is known on the last day
     * @param trials left out: they tried the product and never became customers
     * @param lostTooEarly left out: they were lost before there was enough history
     * @param tooShort left out: there is not enough history of them
     * @param days account-days that count
     * @param unknownDays those of them on which the first policies did not know enough for a status
     */
    public record Accounts(
            int known,
            int counted,
            int lost,
            int kept,
            int trials,
            int lostTooEarly,
            int tooShort,
            long days,
            long unknownDays) {}

    /**
     * What can be known so far ahead.
     *
     * @param days how many days ahead
     * @param followedDays account-days after which so many days are known
     * @param cutDays account-days that are left out, whatever came, because the data end before
     * @param cutAccounts accounts of which all days are left out for that
     * @param lostAccounts accounts that were lost within the horizon of a day that counts
     * @param lostUnseen accounts that were lost, but with no such day: it was known longer ahead,
     *     or the data end before
     * @param baseRate the share of account-days before a loss; whoever flags at random is right so
     *     often
     */
    public record Horizon(
            int days,
            long followedDays,
            long cutDays,
            int cutAccounts,
            int lostAccounts,
            int lostUnseen,
            @Nullable Double baseRate) {}

    /**
     * How well the risk score of policies ranks, beside their health (requirement H10).
     *
     * @param unknownDays account-days on which there was no risk; they rank below all others
     * @param aucs how well it ranks the account-days that health ranks, for each horizon
     * @param calibration how many were lost, by tens of the risk
     */
    public record RiskRanking(long unknownDays, List<AucAt> aucs, Calibration calibration) {

        /** Copies the list. */
        public RiskRanking {
            aucs = List.copyOf(aucs);
        }
    }

    /**
     * Somebody who ranks accounts by risk.
     *
     * @param name the policies' name, {@code random}, or {@code days since last use}
     * @param isBaseline whether it is what policies are measured by
     * @param aucs how well it ranks, for each horizon; all rank the same account-days, those on
     *     which all policies have a status
     * @param calibrations how many were lost, by what it had said
     * @param marks whom it warns of. What policies are measured by marks as many account-days as
     *     the first policies do, those of the highest risk
     * @param bests whom it would have warned of with the best bound for all: first one that flags a
     *     tenth of the kept accounts at most, on any day; then one that flags a tenth of their
     *     account-days at most
     * @param signals each risk signal alone; empty where there are none
     * @param status how steady its status is; null where it has none
     * @param risk how well its risk score ranks; null where it has none
     */
    public record Ranker(
            String name,
            boolean isBaseline,
            List<AucAt> aucs,
            List<Calibration> calibrations,
            List<Marks> marks,
            List<Best> bests,
            List<SignalMarks> signals,
            @Nullable Flapping status,
            @Nullable RiskRanking risk) {

        /** Copies the lists. */
        public Ranker {
            aucs = List.copyOf(aucs);
            calibrations = List.copyOf(calibrations);
            marks = List.copyOf(marks);
            bests = List.copyOf(bests);
            signals = List.copyOf(signals);
        }
    }

    /**
     * How well is ranked, so far ahead.
     *
     * @param days how many days ahead
     * @param auc how well
     */
    public record AucAt(int days, Auc auc) {}

    /**
     * How many were lost, by what was said of them.
     *
     * @param by what the bands are bands of
     * @param bands the bands, the healthiest first
     */
    public record Calibration(String by, List<Band> bands) {

        /** Copies the list. */
        public Calibration {
            bands = List.copyOf(bands);
        }
    }

    /**
     * Those of whom the same was said.
     *
     * @param name what was said
     * @param lost for each horizon, how many of them were lost
     */
    public record Band(String name, List<LostShare> lost) {

        /** Copies the list. */
        public Band {
            lost = List.copyOf(lost);
        }
    }

    /**
     * How many were lost within a horizon.
     *
     * @param horizon how many days ahead
     * @param days account-days of the band
     * @param accounts how many accounts they are of
     * @param share the share of these days on which the customer was lost within the horizon
     */
    public record LostShare(int horizon, long days, int accounts, @Nullable Double share) {}

    /**
     * Who was warned of, and whether it was right.
     *
     * @param flag what counts as a warning
     * @param flaggedDays account-days that were flagged
     * @param flaggedShare their share of all
     * @param horizons how right it was, for each horizon
     * @param leadTime how long before the loss
     * @param falseAlarms how many were warned of that were never lost
     * @param flapping how steady it was
     * @param alerts how much work it was
     * @param weeks how much from week to week; empty for what policies are measured by
     */
    public record Marks(
            Flag flag,
            long flaggedDays,
            @Nullable Double flaggedShare,
            List<MarksAt> horizons,
            LeadTime leadTime,
            FalseAlarms falseAlarms,
            Flapping flapping,
            AlertLoad alerts,
            List<Week> weeks) {

        /** Copies the lists. */
        public Marks {
            horizons = List.copyOf(horizons);
            weeks = List.copyOf(weeks);
        }
    }

    /**
     * One risk signal alone, as if it were the only warning.
     *
     * @param signal its id
     * @param raised how often it was raised after the first day of an account
     * @param flaggedDays account-days on which it was raised
     * @param leadTime how long before the loss
     * @param falseAlarms how many were warned of that were never lost
     * @param horizons how right it was, for each horizon
     */
    public record SignalMarks(
            String signal,
            long raised,
            long flaggedDays,
            LeadTime leadTime,
            FalseAlarms falseAlarms,
            List<MarksAt> horizons) {

        /** Copies the list. */
        public SignalMarks {
            horizons = List.copyOf(horizons);
        }
    }

    /**
     * What a ranking can do that flags whatever is riskier than some one risk, which is chosen
     * afterwards: an upper bound for any choice of bands.
     *
     * @param of what a tenth is flagged of: {@code kept accounts} or {@code account-days of kept
     *     accounts}
     * @param below for policies, the score below which is flagged; null for others
     * @param everFlagged kept accounts that were flagged on any day
     * @param flaggedShare the share of all account-days that was flagged
     * @param horizons how right it was, for each horizon
     */
    public record Best(
            String of,
            @Nullable Double below,
            int everFlagged,
            @Nullable Double flaggedShare,
            List<MarksAt> horizons) {

        /** Copies the list. */
        public Best {
            horizons = List.copyOf(horizons);
        }
    }

    /**
     * How right warnings were, so far ahead.
     *
     * @param days how many days ahead
     * @param confusion the four counts
     * @param precision see {@link Confusion#precision}
     * @param recall see {@link Confusion#recall}
     * @param f1 see {@link Confusion#f1}
     * @param reachable lost accounts that counted on the day so many days before the loss
     * @param warned those of them that were flagged by that day, and lastingly
     */
    public record MarksAt(
            int days,
            Confusion confusion,
            @Nullable Double precision,
            @Nullable Double recall,
            @Nullable Double f1,
            int reachable,
            int warned) {

        MarksAt(int days, Confusion confusion, int reachable, int warned) {
            this(
                    days,
                    confusion,
                    confusion.precision(),
                    confusion.recall(),
                    confusion.f1(),
                    reachable,
                    warned);
        }
    }

    /**
     * How long before the loss an account was lastingly flagged: flagged on the last day that
     * counts, and before it without a pause of more than 14 days. Days are those by nearest rank.
     *
     * @param lost accounts that were lost
     * @param warned those of them that were lastingly flagged
     * @param sinceFirstDay those of them that had been flagged since the first day that counts, so
     *     that nobody knows for how long
     * @param median days from the first day of the lasting flag to the loss
     * @param p10 a tenth of the warned had no more
     * @param p90 a tenth of the warned had more
     * @param months how many were warned of less than 30 days before, less than 60 and so on; the
     *     last of these counts all that is longer
     */
    public record LeadTime(
            int lost,
            int warned,
            int sinceFirstDay,
            @Nullable Integer median,
            @Nullable Integer p10,
            @Nullable Integer p90,
            List<Integer> months) {

        /** Copies the list. */
        public LeadTime {
            months = List.copyOf(months);
        }
    }

    /**
     * Accounts that were not lost, as far as is known. Three measures of the same: of the accounts,
     * the harder the longer they are looked at; of their days, which is what a manager finds when
     * looking at any day; and of what a manager is called for, in a quarter of an account.
     *
     * @param kept how many there are
     * @param everFlagged how many of them were flagged on any day
     * @param share their share
     * @param dayShare the share of their account-days that was flagged
     * @param begun how often a flag of theirs began, on their first day that counts too
     * @param perQuarter how often in 91 days of one account
     */
    public record FalseAlarms(
            int kept,
            int everFlagged,
            @Nullable Double share,
            @Nullable Double dayShare,
            long begun,
            @Nullable Double perQuarter) {}

    /**
     * How often what was said of an account became another, from the end of one day to that of the
     * next.
     *
     * @param changes how often
     * @param perAccountMonth how often in 30 days of one account
     * @param undone how many of the changes were taken back within 14 days
     * @param undoneShare their share
     */
    public record Flapping(
            long changes,
            @Nullable Double perAccountMonth,
            long undone,
            @Nullable Double undoneShare) {}

    /**
     * How much work the warnings are. Where it is not known who manages an account, 50 accounts
     * count as one manager's.
     *
     * @param alerts falls to red and risk signals that were raised, as far as the flag counts them;
     *     else the days on which a flag began
     * @param managers customer success managers who owned an account that counts
     * @param unmanagedShare the share of account-days of which nobody knows who managed them
     * @param perManagerWeek how many alerts a manager had in a week, on average
     */
    public record AlertLoad(
            long alerts,
            int managers,
            @Nullable Double unmanagedShare,
            @Nullable Double perManagerWeek) {}

    /**
     * A week, from Monday to Sunday.
     *
     * @param monday its first day
     * @param alertsPerManager alerts of a manager
     * @param flaggedShare the share of account-days that were flagged
     * @param changesPerAccountMonth how often the flag changed in 30 days of one account
     */
    public record Week(
            LocalDate monday,
            @Nullable Double alertsPerManager,
            @Nullable Double flaggedShare,
            @Nullable Double changesPerAccountMonth) {}
}
